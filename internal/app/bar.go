package app

import (
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
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

// phaseBar shows how far each phase of a long work is, to a person only.
type phaseBar struct {
	w     io.Writer // nil = nobody is looking
	unit  func(phase string) string
	mu    sync.Mutex
	phase string
	bar   *countBar
}

// newPhaseBar returns a bar whose phases count what unit says.
func newPhaseBar(w io.Writer, unit func(phase string) string) *phaseBar {
	return &phaseBar{w: w, unit: unit}
}

func (b *phaseBar) update(phase string, done, of int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar == nil || phase != b.phase {
		if b.bar != nil {
			b.bar.done()
		}
		b.phase, b.bar = phase, newCountBar(b.w, b.unit(phase))
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

// bytesBar shows how many bytes of how many each phase of a long work has done, to a person only.
type bytesBar struct {
	w    io.Writer // nil = nobody is looking
	bar  *progressbar.ProgressBar
	what string // is counted in this phase
}

func newBytesBar(w io.Writer) *bytesBar {
	if !isTerminal(w) {
		w = nil
	}
	return &bytesBar{w: w}
}

func (b *bytesBar) update(what string, done, of int64) {
	if b.w == nil {
		return
	}
	if what != b.what {
		b.done()
		b.what = what
		b.bar = progressbar.NewOptions64(max(of, 1), progressbar.OptionSetWriter(b.w), progressbar.OptionShowBytes(true),
			progressbar.OptionSetDescription(what), progressbar.OptionSetWidth(30),
			progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(throttle))
	}
	_ = b.bar.Set64(min(done, max(of, 1))) // a bar that cannot be drawn is no reason to stop
}

func (b *bytesBar) done() {
	if b.bar != nil {
		_ = b.bar.Finish()
		b.bar = nil
	}
}
