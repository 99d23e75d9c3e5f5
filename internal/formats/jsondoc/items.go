package jsondoc

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
)

// Items gives each object of a document to visit: the elements of one list, or the lines. A bad line is rejected and
// the others go on; a list that is cut or no JSON ends the document there.
func Items(
	ctx context.Context, doc formats.Document, out formats.Lines, visit func(at string, item map[string]any) error,
) error {
	in := bufio.NewReaderSize(doc.Body, 64<<10)
	each := func(at string, raw []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if fault := Fault(raw); fault != "" {
			return out.Reject(at, "", fault)
		}
		if !json.Valid(raw) {
			return out.Reject(at, "", "not valid JSON; expected one object")
		}
		item, isObject := Value(raw).(map[string]any)
		if !isObject {
			return out.Reject(at, "", "found "+Shortened(raw)+"; expected an object")
		}
		return visit(at, item)
	}
	list, err := BeginsWith(in, '[')
	if err != nil {
		return &evidence.Error{Code: evidence.CodeInvalid, Message: "cannot be read", Err: err}
	}
	if !list {
		return formats.TextLines(in, func(n int, text []byte, tooLong bool) error {
			at := fmt.Sprintf("line %d", n)
			if tooLong {
				return out.Reject(at, "", fmt.Sprintf("longer than %d MB; expected an object",
					formats.MaxItemBytes>>20))
			}
			return each(at, text)
		})
	}
	j := NewReader(formats.Document{Name: doc.Name, Body: in})
	if _, err := j.Token(); err != nil {
		return err
	}
	if err := j.Elements("", func(at string, raw json.RawMessage) error { return each(at, raw) }); err != nil {
		return err
	}
	return j.End()
}

// BeginsWith reports whether the first character that is not white space is c. Nothing but a byte order mark is taken
// out of in; a document that begins with more white space than the reader holds is not looked through.
func BeginsWith(in *bufio.Reader, c byte) (bool, error) {
	head, err := in.Peek(in.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(head) > 0 && head[0] == c, nil
}

// Shortened returns the beginning of a value for a message.
func Shortened(raw []byte) string {
	const most = 40
	if text := []rune(string(raw[:min(len(raw), 4*most)])); len(text) > most {
		return string(text[:most]) + "…"
	}
	return string(raw)
}
