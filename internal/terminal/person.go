package terminal

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

// Person is somebody at a terminal who can be asked.
type Person struct {
	In  io.Reader
	Out io.Writer
}

// PersonAt returns the person who reads what is written to out and types into in, nil if nobody can be asked: if one
// of the streams is not a terminal. Is taken set, in is read for something else, and the person is asked on the
// terminal of the process.
func PersonAt(in io.Reader, out io.Writer, taken bool) *Person {
	switch {
	case !Is(out):
		return nil
	case !taken && Is(in):
		return &Person{In: in, Out: out}
	case taken && !Is(in):
		if f, err := os.Open("/dev/tty"); err == nil {
			return &Person{In: f, Out: out}
		}
	}
	return nil
}

// Printf writes to the person.
func (p *Person) Printf(format string, args ...any) { fmt.Fprintf(p.Out, format, args...) }

// key reads one key, without the Enter that a line would need.
func (p *Person) key() (byte, error) {
	var b [1]byte
	f, ok := p.In.(*os.File)
	if !ok {
		_, err := io.ReadFull(p.In, b[:])
		return b[0], err
	}
	state, err := term.MakeRaw(int(f.Fd()))
	if err != nil {
		return 0, err
	}
	_, err = io.ReadFull(f, b[:])
	return b[0], errors.Join(err, term.Restore(int(f.Fd()), state))
}

// Line reads what a person types up to Enter, without white space at its ends; nothing of it is left for the next key.
func (p *Person) Line(prompt string) (string, error) {
	fmt.Fprint(p.Out, prompt)
	var typed []byte
	var b [1]byte
	for {
		_, err := io.ReadFull(p.In, b[:])
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

// Answer waits for one of the keys; others are asked again, with the help. The end of the input and Ctrl-D are the
// last of the keys, which stops.
func (p *Person) Answer(prompt, keys, help string) (byte, error) {
	for {
		fmt.Fprint(p.Out, prompt)
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
			fmt.Fprintf(p.Out, "%c\n", k)
			return k, nil
		case k == 3: // Ctrl-C
			fmt.Fprintln(p.Out)
			return 0, errInterrupted
		case k == 4: // Ctrl-D
			fmt.Fprintln(p.Out)
			return last, nil
		}
		fmt.Fprintf(p.Out, "\n%s\n", help)
	}
}
