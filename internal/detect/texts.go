package detect

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// corpus is the sources of a graph that can be compared word by word: those with words or a title. Whoever is unnamed
// has no title of its own.
type corpus struct {
	g     *graph
	words evidence.Words
	in    []int32 // places of sources, by id
}

// wordsAtOnce is how many texts are read from the graph at a time.
const wordsAtOnce = 500

func newCorpus(g *graph, words evidence.Words) *corpus {
	c := &corpus{g: g, words: words}
	for i, s := range g.sources {
		if s.Fingerprint != "" || s.Title != "" && s.Identity != evidence.Unnamed {
			c.in = append(c.in, int32(i)) // memory ends before the type does
		}
	}
	return c
}

// Len implements copying.Corpus.
func (c *corpus) Len() int { return len(c.in) }

// Each implements copying.Corpus.
func (c *corpus) Each(ctx context.Context, yield func(copying.Text) error) error {
	for from := 0; from < len(c.in); from += wordsAtOnce {
		texts, err := c.read(ctx, c.in[from:min(len(c.in), from+wordsAtOnce)])
		if err != nil {
			return err
		}
		for _, t := range texts {
			if err := yield(t); err != nil {
				return err
			}
		}
	}
	return nil
}

// Fetch implements copying.Corpus.
func (c *corpus) Fetch(ctx context.Context, ids []string) ([]copying.Text, error) {
	places := make([]int32, len(ids))
	for i, id := range ids {
		places[i] = c.g.place[evidence.SourceID(id)]
	}
	return c.read(ctx, places)
}

func (c *corpus) read(ctx context.Context, places []int32) ([]copying.Text, error) {
	var fingerprints []evidence.Fingerprint
	seen := map[evidence.Fingerprint]bool{}
	for _, i := range places {
		if f := c.g.sources[i].Fingerprint; f != "" && !seen[f] {
			seen[f] = true
			fingerprints = append(fingerprints, f)
		}
	}
	words, err := c.words.Words(ctx, fingerprints)
	if err != nil {
		return nil, err
	}
	texts := make([]copying.Text, len(places))
	for i, place := range places {
		s := &c.g.sources[place]
		texts[i] = copying.Text{ID: string(s.ID), Title: s.Title, Body: words[s.Fingerprint], Outlet: c.g.outlets[s.Outlet],
			Published: s.PublishedAt, URL: s.CanonicalURL}
	}
	return texts, nil
}

// texts looks for sources that have what they say, word for word, from others.
func (l *look) texts(ctx context.Context) error {
	c := newCorpus(l.g, l.store)
	for _, place := range c.in {
		if l.g.sources[place].Fingerprint != "" {
			l.result.Statistics.TextCount++
		} else {
			l.result.Statistics.HeadlineCount++
		}
	}
	options := copying.TextOptions{
		Known:    func(a, b string) bool { return l.g.judged(pairOf(evidence.SourceID(a), evidence.SourceID(b))) },
		Progress: l.options.Progress,
	}
	if l.g.only != nil {
		options.New = func(id string) bool { return l.g.only[evidence.SourceID(id)] }
	}
	found, err := copying.FindText(ctx, c, options)
	if err != nil {
		return err
	}
	for i := range found.Copies {
		l.add(l.textCopy(&found.Copies[i]))
	}
	for _, credit := range found.Credits {
		l.result.Credits = append(l.result.Credits, Credit{evidence.SourceID(credit.ID), credit.Agency, credit.Words})
	}
	for _, q := range found.Quotations {
		shared := Quotation{Words: q.Holders[0].Text, Count: len(q.Holders) + q.More}
		for _, h := range q.Holders {
			shared.Sources = append(shared.Sources, evidence.SourceID(h.ID))
		}
		l.result.Quotations = append(l.result.Quotations, shared)
	}
	s := found.Statistics
	l.result.Statistics.CandidateCount, l.result.Statistics.ComparedCount = s.Candidates, s.Compared
	l.result.Statistics.LeftOutCount = s.CappedLists + s.CappedHeadlines + s.CappedQuotes
	return nil
}

// textCopy makes the link of a copy that was found in the words.
func (l *look) textCopy(c *copying.Copy) Copy {
	d := evidence.Derivation{From: evidence.SourceID(c.From), To: evidence.SourceID(c.To), Kind: evidence.Copies,
		CopiedShare: rounded(c.Kappa),
		Detector:    c.Detector, Status: evidence.Suggested}
	d.Provenance.RecordedFrom = "a comparison of both (" + c.Detector + ")"
	d.Provenance.Justification = l.why(c)
	for _, p := range c.Passages {
		d.Provenance.Quotes = append(d.Provenance.Quotes, passage(p.From, ""))
		if p.To.Text != p.From.Text {
			d.Provenance.Quotes = append(d.Provenance.Quotes, passage(p.To, fmt.Sprintf("in %s, line %d", c.To, p.To.Line)))
		}
	}
	if c.Credit != nil {
		d.Provenance.Quotes = append(d.Provenance.Quotes, evidence.Quote{Exact: c.Credit.Words, Locator: "credit"})
	}
	return Copy{Derivation: d, Directed: c.Directed, DirectedBy: string(c.Reason)}
}

// rounded keeps a share to a millionth: beyond that two looks at one graph might differ by the order of a sum.
func rounded(kappa float64) *float64 { return new(math.Round(kappa*1e6) / 1e6) }

// passage quotes a span: by its lines where it stands in the copy itself, else by where else it stands.
func passage(s copying.Span, elsewhere string) evidence.Quote {
	q := evidence.Quote{Exact: s.Text, Locator: elsewhere}
	if s.Cut {
		q.Suffix = "…"
	}
	if elsewhere == "" {
		q.StartLine = s.Line
		q.EndLine = s.Line + strings.Count(strings.TrimRight(s.Text, "\n"), "\n")
	}
	return q
}

// undirected says that nothing tells who copied whom, and how the link reads then.
const undirected = "Which of the two copies is not known; the link reads from the larger id to the smaller."

// why says in words what makes a copy of it.
func (l *look) why(c *copying.Copy) string {
	var text string
	switch c.Detector {
	case copying.DetectorCanonical:
		text = "It names the address of the other as its own canonical one."
	case copying.DetectorHeadline:
		text = fmt.Sprintf("Their headlines share %s of the runs of three words of the shorter one.", percent(c.Kappa))
	default:
		text = fmt.Sprintf(
			"%s of the words of the shorter text are also in the other, passage by passage (%s of %s).", percent(c.Kappa),
			wording.Digits(c.Shared), wording.Digits(min(c.FromSize, c.ToSize)))
		if c.Directed && c.FromSize > c.ToSize {
			text += fmt.Sprintf(" They are %s of its own.", percent(float64(c.Shared)/float64(c.FromSize)))
		}
		if len(c.Passages) > 0 {
			text += fmt.Sprintf(" The longest passage that both have is %s words long.", wording.Digits(c.Passages[0].Words))
		}
	}
	from, to := &l.g.sources[l.g.place[evidence.SourceID(c.From)]], &l.g.sources[l.g.place[evidence.SourceID(c.To)]]
	switch c.Reason {
	case copying.ByTime:
		text += fmt.Sprintf(" It came later: %s, the other %s.", from.PublishedAt, to.PublishedAt)
	case copying.ByCompleteness:
		text += " The other is the more complete."
	case copying.ByCredit:
		text += " It credits the agency that published the other."
	case copying.ByOriginal:
		text += " It names the address of the other as its source."
	case copying.ByCanonical:
	default:
		if from.PublishedAt.Known() && to.PublishedAt.Known() {
			text += fmt.Sprintf(" Their dates do not say which came first: %s, the other %s.", from.PublishedAt, to.PublishedAt)
		}
		text += " " + undirected
	}
	return text
}

// percent writes a share in whole per cent, 100 only where it is whole.
func percent(share float64) string {
	n := int(math.Round(share * 100))
	if n == 100 && share < 1 {
		n = 99
	}
	return fmt.Sprintf("%d%%", n)
}
