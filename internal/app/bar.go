package app

import (
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/credence-graph/credence/internal/ingest"
)

// leastShown is from how many on a bar is drawn.
const leastShown = 200

// unknown is the total of what nobody has counted.
const unknown = -1

// countBar shows how many of how many are done, or how many where nobody knows of how many, to a person only, and
// nothing of a few. It is safe for concurrent use.
type countBar struct {
	w    io.Writer // nil = nobody is looking
	what string    // is counted, with what is done to it: "records exported"

	mu  sync.Mutex
	bar *progressbar.ProgressBar
	max int // those who count come in no order
}

func newCountBar(w io.Writer, what string) *countBar {
	if !isTerminal(w) {
		w = nil
	}
	return &countBar{w: w, what: what}
}

func (b *countBar) update(done, total int) {
	if total <= 0 {
		total = unknown
	}
	if b.w == nil || max(done, total) < leastShown {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar == nil {
		b.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(b.w), progressbar.OptionShowCount(),
			progressbar.OptionSetDescription(b.what), progressbar.OptionSetWidth(30),
			progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(throttle))
	}
	if b.max = max(b.max, done); b.max < total || total == unknown {
		_ = b.bar.Set(b.max) // a bar that cannot be drawn is no reason to stop
	}
}

func (b *countBar) done() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar != nil {
		_ = b.bar.Finish()
		b.bar = nil
	}
}

// phaseUnit says what each phase of a long work counts.
func phaseUnit(phase string) string {
	switch phase {
	case "gather":
		return "records read"
	case "read":
		return "texts read"
	case "match":
		return "texts matched"
	case "compare":
		return "groups of pairs compared"
	case "quotes":
		return "quotations compared"
	case "pairs":
		return "sources compared with others"
	case "beliefs":
		return "rounds of estimates"
	case "record":
		return "copies recorded"
	}
	return phase
}

// phaseBar shows how far each phase of a long work is, to a person only.
type phaseBar struct {
	w     io.Writer // nil = nobody is looking
	mu    sync.Mutex
	phase string
	bar   *countBar
}

func newPhaseBar(w io.Writer) *phaseBar { return &phaseBar{w: w} }

func (b *phaseBar) update(phase string, done, of int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar == nil || phase != b.phase {
		if b.bar != nil {
			b.bar.done()
		}
		b.phase, b.bar = phase, newCountBar(b.w, phaseUnit(phase))
	}
	b.bar.update(done, of)
}

func (b *phaseBar) done() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar != nil {
		b.bar.done()
		b.bar = nil
	}
}

// throttle is the least time between two strokes of a progress bar.
const throttle = 100 * time.Millisecond

// importBar shows how far an import is, to a person only.
type importBar struct {
	w     io.Writer
	bar   *progressbar.ProgressBar
	phase ingest.Phase
}

func newImportBar(w io.Writer) *importBar {
	if !isTerminal(w) {
		w = nil
	}
	return &importBar{w: w}
}

func (b *importBar) update(p ingest.Progress) {
	if b.w == nil {
		return
	}
	if p.Phase != b.phase {
		b.done()
		b.phase = p.Phase
		b.bar = progressbar.NewOptions64(max(p.Of, 1), progressbar.OptionSetWriter(b.w), progressbar.OptionShowBytes(true),
			progressbar.OptionSetDescription(b.what(p.Phase)), progressbar.OptionSetWidth(30),
			progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(throttle))
	}
	_ = b.bar.Set64(min(p.Done, max(p.Of, 1))) // a bar that cannot be drawn is no reason to stop
}

// what says what a phase counts: of files as they lie on disk the bytes, of their lines those that are written.
func (b *importBar) what(phase ingest.Phase) string {
	if phase == ingest.Writing {
		return "writing, bytes of lines"
	}
	return string(phase) + ", bytes of files"
}

func (b *importBar) done() {
	if b.bar != nil {
		_ = b.bar.Finish()
		b.bar = nil
	}
}
