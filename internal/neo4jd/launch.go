package neo4jd

import (
	"context"
	"fmt"

	"github.com/gofrs/flock"
)

// Server is a Neo4j that belongs to this process alone: it is not shared, not supervised, and ends with the process.
// It is for tests; programs use Acquire. Its methods are not for concurrent use.
type Server struct {
	opts Options
	run  jvm
	home home
	lock *flock.Flock
	now  *server
}

// Launch starts a Neo4j of this process's own on the graph in opts.DataDir, and waits until it answers. It fetches the
// jars first if they are not there. No other process can use the graph until Stop.
func Launch(ctx context.Context, opts Options) (*Server, error) {
	o, err := opts.withDefaults()
	if err != nil {
		return nil, err
	}
	if err := o.needBoth(); err != nil {
		return nil, err
	}
	j, err := ensureJars(ctx, o, jarsComplete)
	if err != nil {
		return nil, err
	}
	h := o.home()
	if err := prepareRun(h); err != nil {
		return nil, err
	}
	lock := newLock(h.serverLock())
	free, err := lock.TryLock()
	if err != nil {
		return nil, folderError(ErrHome, h.serverLock(), err)
	}
	if !free {
		return nil, &Error{Kind: ErrInUse, Text: "another process runs Neo4j on the graph in " + h.dir}
	}
	if err := finishSwap(h); err != nil {
		return nil, closing(err, lock.Close)
	}
	s := &Server{opts: o, home: h, lock: lock, run: newJVM(o, j)}
	if err := s.Restart(ctx); err != nil {
		return nil, fmt.Errorf("launching: %w", closing(err, lock.Close))
	}
	return s, nil
}

// newJVM returns how to run Neo4j under the options, with the class-data archive if there is one.
func newJVM(o Options, j java) jvm {
	return jvm{
		java: j, jars: o.cache().jars(), archive: fittingArchive(o.cache(), j),
		heapMB: o.HeapMB, pageCacheMB: o.PageCacheMB, options: o.JavaOptions, settings: o.Settings,
	}
}

// URI returns the address of Bolt, of the form bolt://127.0.0.1:PORT; it stays the same over restarts.
func (s *Server) URI() string { return boltURI(s.run.port) }

// Username returns the name to log in with.
func (s *Server) Username() string { return Username }

// Password returns the password to log in with.
func (s *Server) Password() string { return s.now.password }

// Home returns Neo4j's home folder.
func (s *Server) Home() string { return s.home.dir }

// PID returns the process id of Neo4j, also after it has ended.
func (s *Server) PID() int { return s.now.PID }

// Kill ends Neo4j at once, as a crash would. Restart brings it back.
func (s *Server) Kill() { s.now.killNow() }

// Restart starts Neo4j again after Kill, on the same port, and waits until it answers; one that runs is stopped first.
func (s *Server) Restart(ctx context.Context) error {
	if s.now != nil {
		s.now.stop(s.opts.StopTimeout)
	}
	began, err := launch(ctx, s.home, s.run, s.opts.StartTimeout)
	if err != nil {
		return err
	}
	if s.now != nil && began.port != s.run.port {
		began.killNow()
		return &Error{Kind: ErrStart, Text: fmt.Sprintf("another program has taken port %d of 127.0.0.1", s.run.port)}
	}
	s.now, s.run.port = began, began.port
	return nil
}

// Stop stops Neo4j and releases the graph.
func (s *Server) Stop() error {
	s.now.stop(s.opts.StopTimeout)
	return s.lock.Close()
}
