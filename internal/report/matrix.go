package report

import (
	"fmt"

	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// MatrixView is what the text shows of a list of OutletPair.
type MatrixView []struct {
	A, B         ThingView
	CampA, CampB string
	agreement
	AFromBCount, BFromACount int
	Camps                    *campPair
}

// agreement counts the claims that two support.
type agreement struct{ SharedCount, DependentCount, NothingSharedCount, UnknownCount int }

type campPair struct {
	A, B string
	agreement
}

// WriteMatrix prints how independent outlets are of each other, two by two, and what those of each two camps agree on.
func WriteMatrix(p *terminal.Page, pairs MatrixView) {
	head := []string{"outlets", "shared", "share nothing", "dependent", "unknown",
		"first from second", "second from first"}
	right := []int{1, 2, 3, 4, 5, 6}
	var camps []*campPair
	known := map[campPair]bool{}
	rows := make([][]string, len(pairs))
	for i, pair := range pairs {
		rows[i] = append([]string{pair.A.Label + " and " + pair.B.Label}, pair.columns()...)
		rows[i] = append(rows[i], wording.Digits(pair.AFromBCount), wording.Digits(pair.BFromACount))
		if pair.Camps == nil {
			continue
		}
		rows[i] = append(rows[i], pair.CampA+", "+pair.CampB)
		if !known[*pair.Camps] {
			known[*pair.Camps], camps = true, append(camps, pair.Camps)
		}
	}
	if len(camps) > 0 {
		head = append(head, "camps")
	}
	p.Table(head, rows, right...)
	if len(camps) == 0 {
		return
	}
	p.Gap()
	rows = nil
	for _, c := range camps {
		rows = append(rows, append([]string{c.A + " and " + c.B}, c.columns()...))
	}
	p.Table([]string{"camps", "shared", "share nothing", "dependent", "unknown"}, rows, 1, 2, 3, 4)
	for _, c := range camps {
		p.Line("%s", c.sentence())
	}
}

func (a agreement) columns() []string {
	return []string{wording.Digits(a.SharedCount), wording.Digits(a.NothingSharedCount),
		wording.Digits(a.DependentCount), wording.Digits(a.UnknownCount)}
}

// sentence says on what outlets of two camps agree.
func (c campPair) sentence() string {
	who := fmt.Sprintf("Outlets of the camps %s and %s", c.A, c.B)
	if c.A == c.B {
		who = fmt.Sprintf("Different outlets of the camp %s", c.A)
	}
	if c.SharedCount == 0 {
		return who + " support no claim together."
	}
	text := fmt.Sprintf("%s support %s together; ", who, wording.Count(c.SharedCount, "claim"))
	if c.NothingSharedCount == 0 {
		return text + "on none of them do two of these outlets share nothing, as far as it is recorded."
	}
	return text + fmt.Sprintf("on %s of them two of these outlets share no origin on record.",
		wording.Digits(c.NothingSharedCount))
}
