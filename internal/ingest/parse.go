package ingest

import (
	"context"
	"runtime"
	"sync"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// parsed is a line of a file and what it reads as.
type parsed struct {
	raw     rawLine
	record  grammar.Record // nil where it is not asked for, or at fault
	kind    grammar.LineKind
	owner   evidence.ID // of a node line at fault, see [grammar.Grammar.Read]
	fault   *grammar.Fault
	stamp   *grammar.Stamp // of which version of a record it is; nil = it does not say
	partial bool           // see [grammar.Record]; where it was validated
}

// read has the grammar read the line.
func (p *parsed) read(g *grammar.Grammar) {
	p.record, p.kind, p.owner, p.fault = g.Read(p.raw.text)
	p.stamp = g.Stamp
}

// portion is some lines in a row, in memory of their own.
type portion struct {
	first int // the place of its first line among those of all files
	lines []parsed
	text  []byte
	disk  int64         // bytes read from disk when its last line was
	ready chan struct{} // closed once its lines are parsed
}

// A portion is as large as pays for handing it from one goroutine to another, and no larger: several are in memory at
// once.
const (
	portionBytes = 32 << 10
	portionLines = 256
)

func newPortion(first int) *portion {
	return &portion{
		first: first, text: make([]byte, 0, portionBytes), lines: make([]parsed, 0, portionLines),
		ready: make(chan struct{}),
	}
}

// take keeps a line; false = there is no room for it among others.
func (p *portion) take(raw rawLine) bool {
	if len(p.lines) > 0 && (len(p.lines) == cap(p.lines) || len(p.text)+len(raw.text) > cap(p.text)) {
		return false
	}
	from := len(p.text)
	p.text = append(p.text, raw.text...)
	raw.text = p.text[from:len(p.text):len(p.text)]
	p.lines = append(p.lines, parsed{raw: raw})
	return true
}

// parse reads a file by as many goroutines as there are processors and calls visit with every line, in their order and
// from the goroutine that called it. What is made of each line says parse, which is called from several goroutines at
// once, with a grammar that is its own meanwhile and the line's place among those of all files. A line's text is valid
// until visit returns.
func (im *importer) parse(
	ctx context.Context, f *file, parse func(g *grammar.Grammar, l int, p *parsed), visit func(*parsed) error,
) error {
	workers := runtime.GOMAXPROCS(0)
	for len(im.grammars) < workers {
		im.grammars = append(im.grammars, grammar.New())
	}
	ctx, stop := context.WithCancel(ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer stop()
	todo, ordered := make(chan *portion, workers), make(chan *portion, workers)
	for _, g := range im.grammars[:workers] {
		all.Go(func() {
			for p := range todo {
				for i := range p.lines {
					parse(g, p.first+i, &p.lines[i])
				}
				close(p.ready)
			}
		})
	}
	var unread error
	all.Go(func() {
		defer close(ordered)
		defer close(todo)
		unread = im.portions(ctx, f, func(p *portion) error {
			for _, to := range []chan<- *portion{todo, ordered} {
				select {
				case to <- p:
				case <-ctx.Done():
					return stopped(ctx)
				}
			}
			return nil
		})
	})
	for p := range ordered {
		<-p.ready
		im.disk = p.disk
		for i := range p.lines {
			if err := visit(&p.lines[i]); err != nil {
				return err
			}
		}
	}
	return unread
}

// portions reads a file and hands its lines over, until hand fails.
func (im *importer) portions(ctx context.Context, f *file, hand func(*portion) error) error {
	disk, p := im.disk, newPortion(f.first)
	pass := func() error {
		full := p
		full.disk, p = disk, newPortion(p.first+len(p.lines))
		return hand(full)
	}
	err := im.read(ctx, f, &disk, func(raw rawLine) error {
		if p.take(raw) {
			return nil
		}
		if err := pass(); err != nil {
			return err
		}
		p.take(raw)
		return nil
	})
	if err == nil && len(p.lines) > 0 {
		err = pass()
	}
	return err
}
