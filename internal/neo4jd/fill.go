package neo4jd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

// Load is the files of which Neo4j's own importer makes a graph.
type Load struct {
	Nodes, Relationships []Table
	// ArrayDelimiter separates the elements of a list.
	ArrayDelimiter rune
}

// Table is the files of one label or relationship type: a header in one, the rows in the other, comma-separated.
type Table struct {
	Name, Header, Rows string
	Multiline          bool // values have line breaks in them
}

// Filling is the two pieces of work of Fill that are its caller's. They are done at the same time; where one fails, so
// does Fill, and the context of the other ends.
type Filling struct {
	// Check refuses, by its error, a graph that is not to be lost. No other process can reach the server.
	Check func(ctx context.Context, s *Server) error
	// Make writes the files into a folder, which is removed afterwards.
	Make func(ctx context.Context, folder string) (Load, error)
}

// Fill puts a graph made of files in the place of the one of opts.DataDir, by Neo4j's own importer, which writes the
// store itself and takes no part of the time of a transaction. No other process can use the graph meanwhile, and none
// may when it begins: the error is then of the kind ErrInUse. The graph is made aside and put in its place when it is
// whole: after an error, or where this process is killed, the graph is what it was, or all of the new one.
func Fill(ctx context.Context, opts Options, work Filling) error {
	o, err := opts.withDefaults()
	if err != nil {
		return err
	}
	if err := o.needBoth(); err != nil {
		return err
	}
	j, err := ensureJars(ctx, o, jarsComplete)
	if err != nil {
		return err
	}
	h := o.home()
	if err := prepareRun(h); err != nil {
		return err
	}
	done, err := lockOut(ctx, o, h)
	if err != nil {
		return err
	}
	defer done()
	f := &filler{opts: o, home: h, run: newJVM(o, j), report: reporter{o.Progress}}
	return f.fill(ctx, work)
}

// lockOut waits until a Neo4j without users has stopped, and then keeps others from the graph until done is called.
func lockOut(ctx context.Context, o Options, h home) (done func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, o.StopTimeout+stopSlack)
	defer cancel()
	poll(ctx, func() bool {
		done, err = lockBoth(h)
		return done != nil || err != nil || len(usersOf(h)) > 0 || pinned(h)
	})
	if done == nil && err == nil {
		err = inUse(h, usersOf(h))
	}
	return done, err
}

// filler is one Fill, while no other process can reach the graph.
type filler struct {
	opts   Options
	home   home
	run    jvm
	report reporter
}

func (f *filler) fill(ctx context.Context, work Filling) error {
	if err := makeDir(ErrHome, f.home.dir); err != nil {
		return err
	}
	if err := finishSwap(f.home); err != nil {
		return err
	}
	defer sweep(f.home.aside())
	folder := filepath.Join(f.home.aside(), "files")
	if err := makeDir(ErrHome, folder); err != nil {
		return err
	}
	var load Load
	both, meanwhile := errgroup.WithContext(ctx)
	both.Go(func() error { return f.check(meanwhile, work) })
	both.Go(func() (err error) {
		load, err = work.Make(meanwhile, folder)
		return err
	})
	if err := both.Wait(); err != nil {
		return err
	}
	began := time.Now()
	f.report.begin("Making the graph")
	if err := f.load(ctx, load); err != nil {
		f.report.line("%s", outcome(ctx))
		return err
	}
	f.report.line("made in %s", seconds(began))
	return swap(f.home)
}

// check has the graph that is there looked at. One that is new gets its password and its system database by that.
func (f *filler) check(ctx context.Context, work Filling) error {
	began, err := launch(ctx, f.home, f.run, f.opts.StartTimeout)
	if err != nil {
		return err
	}
	s := &Server{opts: f.opts, run: f.run, home: f.home, now: began}
	s.run.port = began.port
	defer began.stop(f.opts.StopTimeout)
	return work.Check(ctx, s)
}

// load runs Neo4j's importer, aside from the graph that is there: a run that fails leaves a store that cannot be used.
func (f *filler) load(ctx context.Context, l Load) error {
	conf := filepath.Join(f.home.aside(), "conf")
	if err := makeDir(ErrHome, conf); err != nil {
		return err
	}
	settings := "server.directories.data=" + f.home.asideData() +
		"\nserver.directories.logs=" + filepath.Join(f.home.aside(), "logs") +
		"\ndbms.usage_report.enabled=false\n"
	if err := writeFile(filepath.Join(conf, "neo4j.conf"), []byte(settings)); err != nil {
		return folderError(ErrHome, conf, err)
	}
	var errs tail
	cmd := f.run.tool(f.home, conf, []string{
		"-XX:+UseParallelGC", fmt.Sprintf("-Xmx%dm", max(f.opts.HeapMB, importHeapMB)), "-Djava.io.tmpdir=" + f.home.aside(),
	}, l.args(filepath.Join(f.home.aside(), "report"))...)
	cmd.Stderr = &errs // the other is a drawing of the progress
	err := runTied(ctx, cmd)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return &Error{
			Kind: ErrStart, Text: "Neo4j's importer could not make the graph", Err: err,
			Cure: "It said:\n" + indent(saying(errs.String())),
		}
	}
	return nil
}

// importHeapMB is how much the importer's heap may have at least: it keeps the ids of nodes outside of it.
const importHeapMB = 1024

// bufferSize holds the longest value there may be, twice: quotes within are doubled.
const bufferSize = "16m"

// args are the importer's own.
func (l Load) args(report string) []string {
	args := []string{"database", "import", "full", "--verbose"} // else it does not say what is wrong
	var multiline []string
	add := func(option string, tables []Table) {
		for _, t := range tables {
			args = append(args, option+"="+t.Name+"="+t.Header+","+t.Rows)
			if t.Multiline {
				multiline = append(multiline, t.Rows)
			}
		}
	}
	add("--nodes", l.Nodes)
	add("--relationships", l.Relationships)
	if len(multiline) > 0 {
		args = append(args, "--multiline-fields-format=v2", "--multiline-fields="+strings.Join(multiline, ","))
	}
	// Behind the files: these options take whatever follows for one more.
	args = append(args, "--array-delimiter="+fmt.Sprintf("U+%04X", l.ArrayDelimiter), "--bad-tolerance=0",
		"--read-buffer-size="+bufferSize, "--report-file="+report, "--max-off-heap-memory=50%", "--high-parallel-io=on",
		// Twice the processors: reading, parsing and writing wait for each other.
		fmt.Sprintf("--threads=%d", 2*runtime.NumCPU()))
	return append(args, database)
}

// tail keeps the last of what is written to it.
type tail struct{ text []byte }

func (t *tail) Write(p []byte) (int, error) {
	const most = 16 << 10
	t.text = append(t.text, p...)
	t.text = t.text[max(0, len(t.text)-most):]
	return len(p), nil
}

func (t *tail) String() string { return string(t.text) }

// database is the one that Community has, apart from its own.
const database = "neo4j"

// swap puts the graph that was made aside in the place of the old one. A mark tells the next process after a crash to
// finish it.
func swap(h home) error {
	const mark = "The graph in aside is whole and takes the place of the one in data.\n"
	if err := writeFile(h.swapping(), []byte(mark)); err != nil {
		return folderError(ErrHome, h.swapping(), err)
	}
	return finishSwap(h)
}

// finishSwap does what swap began, if it began; what is left of a graph that was never whole is removed.
func finishSwap(h home) error {
	_, err := os.Stat(h.swapping())
	switch {
	case err == nil:
		for _, part := range []string{"databases", "transactions"} {
			from, to := filepath.Join(h.asideData(), part, database), filepath.Join(h.data(), part, database)
			if err := replace(from, to); err != nil {
				return folderError(ErrHome, to, err)
			}
		}
		if err := os.Remove(h.swapping()); err != nil {
			return folderError(ErrHome, h.swapping(), err)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return folderError(ErrHome, h.swapping(), err)
	}
	if err := os.RemoveAll(h.aside()); err != nil {
		return folderError(ErrHome, h.aside(), err)
	}
	return nil
}

// replace moves a folder to where another is; if there is nothing to move, it was moved before.
func replace(from, to string) error {
	if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return errors.Join(os.RemoveAll(to), os.MkdirAll(filepath.Dir(to), 0o700), os.Rename(from, to))
}
