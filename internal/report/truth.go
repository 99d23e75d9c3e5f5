package report

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// TruthList prints an ItemTruthConnection that is asked for by pages, as if it were one.
type TruthList struct {
	JSONList
	W     io.Writer
	Style terminal.Style
	JSON  bool
	Info  PageInfoJSON
	Total int
	begun bool
}

// Take prints a page, and reports whether there is another one.
func (l *TruthList) Take(answer json.RawMessage) (more bool, err error) {
	var page struct {
		Edges      []json.RawMessage
		PageInfo   PageInfoJSON
		TotalCount int
	}
	if err := json.Unmarshal(answer, &page); err != nil {
		return false, fmt.Errorf("reading the answer: %w", err)
	}
	if l.begun {
		page.PageInfo.GoesOn(l.Info)
	}
	l.Info, l.Total = page.PageInfo, page.TotalCount
	if l.JSON {
		err = l.takeJSON(page.Edges)
	} else {
		err = l.takeText(answer, len(page.Edges))
	}
	l.begun = true
	return page.PageInfo.HasNextPage && len(page.Edges) > 0, err
}

func (l *TruthList) takeJSON(edges []json.RawMessage) error {
	if !l.begun {
		if _, err := io.WriteString(l.W, "{\n  \"edges\": "); err != nil {
			return err
		}
	}
	for _, edge := range edges {
		if err := l.Add(edge); err != nil {
			return err
		}
	}
	return nil
}

func (l *TruthList) takeText(answer json.RawMessage, n int) error {
	var view truthView
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	view.TotalCount = min(view.TotalCount, n) // the others follow
	p, gap := &terminal.Page{Style: l.Style}, ""
	if l.begun && n > 0 {
		gap = "\n"
	}
	if l.N += n; n > 0 || !l.begun {
		WriteTruths(p, view)
	}
	_, err := io.WriteString(l.W, gap+p.String())
	return err
}

// Finish ends the object of JSON.
func (l *TruthList) Finish() error {
	if !l.JSON {
		return nil
	}
	if err := l.close(); err != nil {
		return err
	}
	rest, err := json.MarshalIndent(struct {
		PageInfo   PageInfoJSON `json:"pageInfo"`
		TotalCount int          `json:"totalCount"`
	}{l.Info, l.Total}, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(l.W, ","+strings.TrimPrefix(string(rest), "{")+"\n")
	return err
}

// truthView is what the text shows of an ItemTruthConnection.
type truthView struct {
	TotalCount int
	Edges      []struct {
		Node struct {
			Item    string
			Reasons []string
			Values  []valueView
		}
	}
}

type valueView struct {
	Value                   string
	Probability             *float64
	SourceCount, VoiceCount int
	Voices                  []struct {
		SourceCount int
		Reason      *string
		Sources     []struct {
			Source    ThingView
			Accuracy  float64
			ItemCount int
		}
	}
}

// WriteTruths prints the values of each item, with who gives them.
func WriteTruths(p *terminal.Page, view truthView) {
	if view.TotalCount == 0 {
		p.Line("No claims compete: no two give different values of one item, each with a source behind it.")
		return
	}
	for _, e := range view.Edges {
		p.Gap()
		p.Line("%s", p.Style.Bold(e.Node.Item))
		for _, v := range e.Node.Values {
			writeValue(p, v)
		}
		for _, reason := range e.Node.Reasons {
			p.Line("  %s", reason)
		}
	}
	if more := view.TotalCount - len(view.Edges); more > 0 {
		p.Gap()
		p.More("", more)
	}
}

func writeValue(p *terminal.Page, v valueView) {
	share := "   ?"
	if v.Probability != nil {
		share = probabilityText(*v.Probability)
	}
	count := wording.Count(v.SourceCount, "source")
	if v.VoiceCount < v.SourceCount {
		count += ", worth " + wording.Digits(v.VoiceCount)
	}
	p.Line("%s  %s  %s", p.Style.Number(share), p.Style.Bold(v.Value), p.Style.Dim("("+count+")"))
	for _, voice := range v.Voices {
		names := make([]string, len(voice.Sources))
		for i, s := range voice.Sources {
			names[i] = fmt.Sprintf("%s, right in %.0f%% of %s", s.Source.Label, s.Accuracy*100,
				wording.Count(s.ItemCount, "item"))
		}
		if more := voice.SourceCount - len(names); more > 0 {
			names = append(names, wording.Digits(more)+" more")
		}
		p.Line("        - %s", wording.Join(names, "and"))
		if voice.Reason != nil {
			p.Line("          count as one: %s", *voice.Reason)
		}
	}
	if more := v.VoiceCount - len(v.Voices); more > 0 {
		p.Line("        - and %s more", wording.Digits(more))
	}
}

// probabilityText writes a probability in whole per cent, four wide; nobody is certain.
func probabilityText(probability float64) string {
	switch n := int(math.Round(probability * 100)); {
	case n < 1:
		return " <1%"
	case n > 99:
		return ">99%"
	default:
		return fmt.Sprintf("%3d%%", n)
	}
}
