package app

import (
	"io"
	"sync"

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
