package formats

import (
	"fmt"
	"io"
)

// What documents of JSON may take up in memory.
const (
	MaxItemBytes = 10 << 20 // one item; a longer one ends the document
	MaxHeldBytes = 64 << 20 // items that wait for what they name, together
)

// ErrItemTooLong is the error of a [Meter] for an item that is too long.
var ErrItemTooLong = fmt.Errorf("an item is longer than %d MB", MaxItemBytes>>20)

// Meter counts what is read and ends where an item would become too long, so that a decoder's memory is bounded.
type Meter struct {
	in    io.Reader
	count int64
	limit int64
}

// NewMeter returns a meter that lets one item through; the next one begins with [Meter.Begin].
func NewMeter(in io.Reader) *Meter { return &Meter{in: in, limit: MaxItemBytes} }

// Read implements io.Reader.
func (m *Meter) Read(p []byte) (int, error) {
	if m.count >= m.limit {
		return 0, ErrItemTooLong
	}
	n, err := m.in.Read(p[:min(int64(len(p)), m.limit-m.count)])
	m.count += int64(n)
	return n, err
}

// Count returns how many bytes were read.
func (m *Meter) Count() int64 { return m.count }

// Begin says that an item begins at a byte of what is read.
func (m *Meter) Begin(at int64) { m.limit = at + MaxItemBytes }
