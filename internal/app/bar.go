package app

import (
	"io"
	"sync"

	"github.com/schollz/progressbar/v3"
)

// countBar shows how many of how many are done, to a person only. It is safe for concurrent use.
type countBar struct {
	w    io.Writer // nil = nobody is looking
	what string

	mu  sync.Mutex
	bar *progressbar.ProgressBar
}

func newCountBar(w io.Writer, what string) *countBar {
	if !isTerminal(w) {
		w = nil
	}
	return &countBar{w: w, what: what}
}

func (b *countBar) update(done, total int) {
	if b.w == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar == nil {
		b.bar = progressbar.NewOptions(max(total, 1), progressbar.OptionSetWriter(b.w), progressbar.OptionShowCount(),
			progressbar.OptionSetDescription(b.what), progressbar.OptionSetWidth(30),
			progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(throttle))
	}
	_ = b.bar.Set(min(done, total)) // a bar that cannot be drawn is no reason to stop
}

func (b *countBar) done() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar != nil {
		_ = b.bar.Finish()
		b.bar = nil
	}
}
