package terminal

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

// CountBar shows how many of how many are done, or how many if the total is not known, to a person only, and
// nothing of a few. It is safe for concurrent use.
type CountBar struct {
	w    io.Writer // nil = nobody is looking
	what string    // is counted, with what is done to it: "records exported"

	mu  sync.Mutex
	bar *progressbar.ProgressBar
	max int // those who count come in no order
}

// NewCountBar returns a bar that counts what; it shows nothing where w is no terminal.
func NewCountBar(w io.Writer, what string) *CountBar {
	if !Is(w) {
		w = nil
	}
	return &CountBar{w: w, what: what}
}

// Update shows that so many of so many are done; total 0 = nobody knows how many there are.
func (b *CountBar) Update(done, total int) {
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

// Done removes the bar.
func (b *CountBar) Done() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar != nil {
		_ = b.bar.Finish()
		b.bar = nil
	}
}

// PhaseBar shows how far each phase of a long work is, to a person only.
type PhaseBar struct {
	w     io.Writer // nil = nobody is looking
	unit  func(phase string) string
	mu    sync.Mutex
	phase string
	bar   *CountBar
}

// NewPhaseBar returns a bar whose phases count what unit says.
func NewPhaseBar(w io.Writer, unit func(phase string) string) *PhaseBar {
	return &PhaseBar{w: w, unit: unit}
}

// Update shows how far a phase is; a new phase gets a new bar.
func (b *PhaseBar) Update(phase string, done, of int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar == nil || phase != b.phase {
		if b.bar != nil {
			b.bar.Done()
		}
		b.phase, b.bar = phase, NewCountBar(b.w, b.unit(phase))
	}
	b.bar.Update(done, of)
}

// Done removes the bar.
func (b *PhaseBar) Done() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar != nil {
		b.bar.Done()
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

// NewBytesBar returns a bar that counts bytes; it shows nothing where w is no terminal.
func NewBytesBar(w io.Writer) *bytesBar {
	if !Is(w) {
		w = nil
	}
	return &bytesBar{w: w}
}

func (b *bytesBar) Update(what string, done, of int64) {
	if b.w == nil {
		return
	}
	if what != b.what {
		b.Done()
		b.what = what
		b.bar = progressbar.NewOptions64(max(of, 1), progressbar.OptionSetWriter(b.w),
			progressbar.OptionShowBytes(true),
			progressbar.OptionSetDescription(what), progressbar.OptionSetWidth(30),
			progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(throttle))
	}
	_ = b.bar.Set64(min(done, max(of, 1))) // a bar that cannot be drawn is no reason to stop
}

func (b *bytesBar) Done() {
	if b.bar != nil {
		_ = b.bar.Finish()
		b.bar = nil
	}
}
