package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"golang.org/x/term"
)

// errInterrupted is Ctrl-C, typed while a key is read: the terminal does not make a signal of it then.
var errInterrupted = fmt.Errorf("%w: nothing was recorded", context.Canceled)

// terminal is where a person is asked.
type terminal struct {
	in  io.Reader
	out io.Writer
}

// terminal returns the terminal of the command, nil where nobody can be asked: where a stream is none, or where the
// text comes from standard input and there is no other way to the person.
func (a *app) terminal(fromInput bool) *terminal {
	switch {
	case !fromInput && a.streams.interactive():
		return &terminal{in: a.streams.In, out: a.streams.Err}
	case fromInput && !isTerminal(a.streams.In) && isTerminal(a.streams.Err):
		if f, err := os.Open("/dev/tty"); err == nil {
			return &terminal{in: f, out: a.streams.Err}
		}
	}
	return nil
}

// key reads one key, without the Enter that a line would need.
func (t *terminal) key() (byte, error) {
	var b [1]byte
	f, ok := t.in.(*os.File)
	if !ok {
		_, err := io.ReadFull(t.in, b[:])
		return b[0], err
	}
	state, err := term.MakeRaw(int(f.Fd()))
	if err != nil {
		return 0, err
	}
	_, err = io.ReadFull(f, b[:])
	return b[0], errors.Join(err, term.Restore(int(f.Fd()), state))
}

// line reads what a person types up to Enter, without white space at its ends; nothing of it is left for the next key.
func (t *terminal) line(prompt string) (string, error) {
	fmt.Fprint(t.out, prompt)
	var typed []byte
	var b [1]byte
	for {
		_, err := io.ReadFull(t.in, b[:])
		switch {
		case errors.Is(err, io.EOF):
			return strings.TrimSpace(string(typed)), nil
		case err != nil:
			return "", err
		case b[0] == '\n' || b[0] == '\r':
			return strings.TrimSpace(strings.ToValidUTF8(string(typed), "")), nil
		}
		typed = append(typed, b[0])
	}
}

// answer waits for one of the keys; others are asked again, with the help. The end of the input and Ctrl-D are the
// last of the keys, which stops.
func (t *terminal) answer(prompt, keys, help string) (byte, error) {
	for {
		fmt.Fprint(t.out, prompt)
		k, err := t.key()
		last := keys[len(keys)-1]
		if errors.Is(err, io.EOF) {
			return last, nil // nobody is there any more
		}
		if err != nil {
			return 0, err
		}
		k = byte(unicode.ToLower(rune(k)))
		switch {
		case strings.IndexByte(keys, k) >= 0:
			fmt.Fprintf(t.out, "%c\n", k)
			return k, nil
		case k == 3: // Ctrl-C
			fmt.Fprintln(t.out)
			return 0, errInterrupted
		case k == 4: // Ctrl-D
			fmt.Fprintln(t.out)
			return last, nil
		}
		fmt.Fprintf(t.out, "\n%s\n", help)
	}
}
