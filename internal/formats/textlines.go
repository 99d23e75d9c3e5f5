package formats

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/credence-graph/credence/internal/evidence"
)

// TextLines gives each line with content to visit, numbered from 1, without the white space around it and a byte order
// mark. Of a line that is longer than an item may be nothing is kept. text is valid until visit returns.
func TextLines(in *bufio.Reader, visit func(n int, text []byte, tooLong bool) error) error {
	var long []byte
	for n := 1; ; n++ {
		text, err := in.ReadSlice('\n')
		tooLong := false
		if errors.Is(err, bufio.ErrBufferFull) {
			long = append(long[:0], text...)
			for errors.Is(err, bufio.ErrBufferFull) {
				text, err = in.ReadSlice('\n')
				if tooLong = tooLong || len(long)+len(text) > MaxItemBytes; !tooLong {
					long = append(long, text...)
				}
			}
			text = long
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return &evidence.Error{Code: evidence.CodeInvalid, Message: "cannot be read", Err: err}
		}
		if n == 1 {
			text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
		}
		if text = bytes.TrimSpace(text); len(text) > 0 || tooLong {
			if visited := visit(n, text, tooLong); visited != nil {
				return visited
			}
		}
		if err != nil {
			return nil
		}
	}
}
