package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/term"

	"github.com/credence-graph/credence/internal/reading"
)

// errInterrupted is Ctrl-C, typed while a key is read: the terminal does not make a signal of it then.
var errInterrupted = fmt.Errorf("%w: nothing was recorded", context.Canceled)

// terminal is where a person is asked.
type terminal struct {
	in  io.Reader
	out io.Writer
}

// terminal returns the terminal of the command, nil if nobody can be asked: if a stream is not a terminal, or if the
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

const (
	confirmPrompt = "Record it? [y/n/e/c/u/a/q] "
	confirmKeys   = "ynecuaq"
	confirmHelp   = "y yes, n no, e edit the words, c attach to another claim, u undo, a yes to all the rest, q stop"
)

// confirmation is a suggested graph of which a person says piece by piece what is right.
type confirmation struct {
	*terminal
	graph *reading.Graph
	kept  []bool
	at    int
	done  []step // what can be undone, the last thing last
	ended bool   // every item was answered
}

// step is a state to which undo leads back.
type step struct {
	graph *reading.Graph
	kept  []bool
	at    int
}

// confirm shows the items of a graph one by one and returns the graph with those that a person confirmed, as it was
// edited meanwhile; complete says that every one was answered. The error is context.Canceled after Ctrl-C, and that of
// the terminal; then nothing is confirmed.
func (t *terminal) confirm(graph *reading.Graph) (kept *reading.Graph, complete bool, err error) {
	c := &confirmation{terminal: t, graph: graph.Clone(), kept: make([]bool, len(graph.Items()))}
	for c.at < len(c.kept) && !c.ended {
		c.show()
		k, err := c.answer(confirmPrompt, confirmKeys, confirmHelp)
		if err == nil {
			err = c.do(k)
		}
		if err != nil {
			return nil, false, err
		}
	}
	return c.graph.Keep(c.kept).Join(), c.at == len(c.kept), nil
}

// show shows the item that is asked for.
func (c *confirmation) show() {
	item := c.graph.Items()[c.at]
	fmt.Fprintf(c.out, "\n%d of %d  %s\n", c.at+1, len(c.kept), printable(item.Text))
	for _, q := range item.Quotes {
		fmt.Fprintf(c.out, "  line %d: %s\n", q.Line, printable(q.Exact))
	}
}

func (c *confirmation) do(k byte) error {
	switch k {
	case 'u':
		c.undo()
		return nil
	case 'q':
		c.ended = true
		return nil
	}
	c.done = append(c.done, step{c.graph.Clone(), append([]bool{}, c.kept...), c.at})
	switch k {
	case 'y', 'n':
		c.kept[c.at] = k == 'y'
		c.at++
	case 'a':
		for ; c.at < len(c.kept); c.at++ {
			c.kept[c.at] = true
		}
	case 'e':
		return c.edit()
	case 'c':
		return c.attach()
	}
	return nil
}

// undo takes back the last answer, edit or attachment.
func (c *confirmation) undo() {
	if len(c.done) == 0 {
		fmt.Fprintln(c.out, "Nothing to undo.")
		return
	}
	last := c.done[len(c.done)-1]
	c.done = c.done[:len(c.done)-1]
	c.graph, c.kept, c.at = last.graph, last.kept, last.at
}

// edit asks for other words of the claims and other names of the sources of an item. Enter keeps what is there.
func (c *confirmation) edit() error {
	item := c.graph.Items()[c.at]
	for _, id := range item.Claims {
		words, err := c.line(fmt.Sprintf("Claim: %s\n  other words, or Enter: ", printable(c.graph.ClaimText(id))))
		if err != nil {
			return err
		}
		if words == "" {
			continue
		}
		if _, err := c.graph.SetClaim(id, words); err != nil {
			fmt.Fprintln(c.out, err)
		}
	}
	for _, id := range item.Sources {
		name, err := c.line(fmt.Sprintf("Source: %s\n  another name, or Enter: ", printable(c.graph.SourceName(id))))
		if err != nil {
			return err
		}
		if name != "" {
			c.graph.SetName(id, name)
		}
	}
	return nil
}

// attach asks which claim of the text an item's claim is.
func (c *confirmation) attach() error {
	item := c.graph.Items()[c.at]
	for i, claim := range c.graph.Claims {
		mark := ""
		if claim.ID == c.graph.Main {
			mark = "  (main claim)"
		}
		fmt.Fprintf(c.out, "  %d  %s%s\n", i+1, printable(claim.Text), mark)
	}
	typed, err := c.line(fmt.Sprintf("Which claim is it about? [1-%d, or Enter] ", len(c.graph.Claims)))
	if err != nil || typed == "" {
		return err
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 1 || n > len(c.graph.Claims) {
		fmt.Fprintf(c.out, "%q is not a number from 1 to %d.\n", printable(typed), len(c.graph.Claims))
		return nil
	}
	to := c.graph.Claims[n-1].ID
	for _, from := range item.Claims {
		if from == to {
			continue
		}
		if err := c.graph.Attach(from, to); err != nil {
			fmt.Fprintln(c.out, err)
		}
	}
	return nil
}
