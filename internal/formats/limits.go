package formats

import (
	"fmt"
	"io"
)

// What documents of JSON may take up in memory.
const (
	maxItemBytes = 10 << 20 // one item; a longer one ends the document
	maxHeldBytes = 64 << 20 // items that wait for what they name, together
)

var errItemTooLong = fmt.Errorf("an item is longer than %d MB", maxItemBytes>>20)

// meter counts what is read and ends where an item would become too long, so that the decoder's memory is bounded.
type meter struct {
	in    io.Reader
	read  int64
	limit int64
}

func (m *meter) Read(p []byte) (int, error) {
	if m.read >= m.limit {
		return 0, errItemTooLong
	}
	n, err := m.in.Read(p[:min(int64(len(p)), m.limit-m.read)])
	m.read += int64(n)
	return n, err
}
