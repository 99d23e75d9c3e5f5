package annotate

import (
	"fmt"
	"strconv"

	"github.com/credence-graph/credence/internal/attribution/outline"
	"github.com/credence-graph/credence/internal/terminal"
)

const (
	confirmPrompt = "Record it? [y/n/e/c/u/a/q] "
	confirmKeys   = "ynecuaq"
	confirmHelp   = "y yes, n no, e edit the words, c attach to another claim, u undo, a yes to all the rest, q stop"
)

// confirmation is a suggested graph of which a person says piece by piece what is right.
type confirmation struct {
	person *terminal.Person
	graph  *outline.Graph
	kept   []bool
	at     int
	done   []step // what can be undone, the last thing last
	ended  bool   // every item was answered
}

// step is a state to which undo leads back.
type step struct {
	graph *outline.Graph
	kept  []bool
	at    int
}

// Confirm shows a person the items of a graph one by one and returns the graph with those that a person confirmed, as
// it was edited meanwhile; complete says that every one was answered. The error is context.Canceled after Ctrl-C, and
// that of the terminal; then nothing is confirmed.
func Confirm(person *terminal.Person, graph *outline.Graph) (kept *outline.Graph, complete bool, err error) {
	c := &confirmation{person: person, graph: graph.Clone(), kept: make([]bool, len(graph.Items()))}
	for c.at < len(c.kept) && !c.ended {
		c.show()
		k, err := c.person.Answer(confirmPrompt, confirmKeys, confirmHelp)
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
	c.person.Printf("\n%d of %d  %s\n", c.at+1, len(c.kept), terminal.Printable(item.Text))
	for _, q := range item.Quotes {
		c.person.Printf("  line %d: %s\n", q.Line, terminal.Printable(q.Exact))
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
		c.person.Printf("Nothing to undo.\n")
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
		words, err := c.person.Line(fmt.Sprintf("Claim: %s\n  other words, or Enter: ",
			terminal.Printable(c.graph.ClaimText(id))))
		if err != nil {
			return err
		}
		if words == "" {
			continue
		}
		if _, err := c.graph.SetClaim(id, words); err != nil {
			c.person.Printf("%v\n", err)
		}
	}
	for _, id := range item.Sources {
		name, err := c.person.Line(fmt.Sprintf("Source: %s\n  another name, or Enter: ",
			terminal.Printable(c.graph.SourceName(id))))
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
		c.person.Printf("  %d  %s%s\n", i+1, terminal.Printable(claim.Text), mark)
	}
	typed, err := c.person.Line(fmt.Sprintf("Which claim is it about? [1-%d, or Enter] ", len(c.graph.Claims)))
	if err != nil || typed == "" {
		return err
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 1 || n > len(c.graph.Claims) {
		c.person.Printf("%q is not a number from 1 to %d.\n", terminal.Printable(typed), len(c.graph.Claims))
		return nil
	}
	to := c.graph.Claims[n-1].ID
	for _, from := range item.Claims {
		if from == to {
			continue
		}
		if err := c.graph.Attach(from, to); err != nil {
			c.person.Printf("%v\n", err)
		}
	}
	return nil
}
