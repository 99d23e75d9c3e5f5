package evaluation

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"html"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// EmergentResult counts identical headlines among the articles of Emergent: rumours, each with the articles that report
// them.
type EmergentResult struct {
	Articles int `json:"articles"`
	Claims   int `json:"claims"`
	Sources  int `json:"sources"`
	// Identical is the number of headlines that articles of different sources on one claim share, Sharing that of the
	// articles under them. Headlines are compared by their words, in small letters, without punctuation.
	Identical int `json:"identical"`
	Sharing   int `json:"sharing"`
	Affected  int `json:"affected"` // claims with such a headline
	Largest   int `json:"largest"`  // sources under one such headline
	OneTitle  int `json:"oneTitle"` // claims, of those with two sources or more, whose articles all have one headline
	Several   int `json:"several"`  // claims with two sources or more
}

const emergentArticles = "edata_all.csv"

// emergentArticle is one line of the data.
type emergentArticle struct{ claim, headline, source, truth string }

// Emergent counts identical headlines in dir, from edata_all.csv. An article that is listed twice for a claim counts
// once.
func Emergent(ctx context.Context, dir string) (EmergentResult, error) {
	articles, err := readEmergent(ctx, filepath.Join(dir, emergentArticles))
	if err != nil {
		return EmergentResult{}, fmt.Errorf("emergent: %w", err)
	}
	r := EmergentResult{Articles: len(articles)}
	var sources []string
	for _, a := range articles {
		sources = append(sources, a.source)
	}
	r.Sources = len(distinctStrings(sources))
	for i := 0; i < len(articles); {
		j := i
		for j < len(articles) && articles[j].claim == articles[i].claim {
			j++
		}
		r.claim(articles[i:j])
		i = j
	}
	return r, nil
}

// claim counts the articles of one claim, which are sorted by headline and source.
func (r *EmergentResult) claim(articles []emergentArticle) {
	r.Claims++
	headlines, before := 0, r.Identical
	var all []string
	for i := 0; i < len(articles); {
		var sources []string
		j := i
		for j < len(articles) && articles[j].headline == articles[i].headline {
			sources = append(sources, articles[j].source)
			j++
		}
		all = append(all, sources...)
		headlines++
		if n := len(distinctStrings(sources)); n > 1 {
			r.Identical++
			r.Sharing += j - i
			r.Largest = max(r.Largest, n)
		}
		i = j
	}
	if r.Identical > before {
		r.Affected++
	}
	if len(distinctStrings(all)) > 1 {
		r.Several++
		if headlines == 1 {
			r.OneTitle++
		}
	}
}

func distinctStrings(list []string) []string {
	sorted := slices.Clone(list)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

// readEmergent reads the articles, sorted by claim, headline and source.
func readEmergent(ctx context.Context, path string) ([]emergentArticle, error) {
	file, err := open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	rows := csv.NewReader(file)
	head, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	columns := make([]int, 0, 5)
	for _, name := range []string{"claimId", "articleHeadline", "source", "articleId", "claimTruth"} {
		i := slices.Index(head, name)
		if i < 0 {
			return nil, fmt.Errorf("%s, line 1: there is no column %q; found %s", path, name, strings.Join(head, ", "))
		}
		columns = append(columns, i)
	}
	seen := map[[2]string]bool{}
	var articles []emergentArticle
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err := cmp.Or(err, ctx.Err()); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		a := emergentArticle{
			row[columns[0]], headlineWords(row[columns[1]]), strings.ToLower(strings.TrimSpace(row[columns[2]])),
			row[columns[4]],
		}
		key := [2]string{a.claim, row[columns[3]]}
		if a.headline == "" || a.source == "" || seen[key] {
			continue
		}
		seen[key] = true
		articles = append(articles, a)
	}
	slices.SortFunc(articles, func(a, b emergentArticle) int {
		return cmp.Or(cmp.Compare(a.claim, b.claim), cmp.Compare(a.headline, b.headline),
			cmp.Compare(a.source, b.source))
	})
	return articles, nil
}

// headlineWords returns the words of a headline: letters and digits in small letters, apostrophes dropped, one space
// between words.
func headlineWords(headline string) string {
	text := strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(html.UnescapeString(headline)))
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// Text returns the result as a table, the one that the golden file of the test holds.
func (r *EmergentResult) Text() string {
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "  %-44s "+format+"\n", append([]any{name}, args...)...)
	}
	b.WriteString("Emergent: identical headlines\n")
	line("articles, claims, sources", "%d, %d, %d", r.Articles, r.Claims, r.Sources)
	line("headlines that several sources share", "%d, over %d articles and %d claims", r.Identical, r.Sharing,
		r.Affected)
	line("most sources under one", "%d", r.Largest)
	line("claims with several sources", "%d, of which %d have one headline only", r.Several, r.OneTitle)
	return b.String()
}
