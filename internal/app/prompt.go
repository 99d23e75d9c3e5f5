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

// person is somebody at a terminal who can be asked.
type person struct {
	in  io.Reader
	out io.Writer
}

// personAt returns the person who reads what is written to out and types into in, nil if nobody can be asked: if one of
// the streams is not a terminal. Is taken set, in is read for something else, and the person is asked on the terminal of
// the process.
func personAt(in io.Reader, out io.Writer, taken bool) *person {
	switch {
	case !isTerminal(out):
		return nil
	case !taken && isTerminal(in):
		return &person{in: in, out: out}
	case taken && !isTerminal(in):
		if f, err := os.Open("/dev/tty"); err == nil {
			return &person{in: f, out: out}
		}
	}
	return nil
}

// printf writes to the person.
func (p *person) printf(format string, args ...any) { fmt.Fprintf(p.out, format, args...) }

// key reads one key, without the Enter that a line would need.
func (p *person) key() (byte, error) {
	var b [1]byte
	f, ok := p.in.(*os.File)
	if !ok {
		_, err := io.ReadFull(p.in, b[:])
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
func (p *person) line(prompt string) (string, error) {
	fmt.Fprint(p.out, prompt)
	var typed []byte
	var b [1]byte
	for {
		_, err := io.ReadFull(p.in, b[:])
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
func (p *person) answer(prompt, keys, help string) (byte, error) {
	for {
		fmt.Fprint(p.out, prompt)
		k, err := p.key()
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
			fmt.Fprintf(p.out, "%c\n", k)
			return k, nil
		case k == 3: // Ctrl-C
			fmt.Fprintln(p.out)
			return 0, errInterrupted
		case k == 4: // Ctrl-D
			fmt.Fprintln(p.out)
			return last, nil
		}
		fmt.Fprintf(p.out, "\n%s\n", help)
	}
}
