// Package ownershiptest holds ownership graphs with their owners worked out by hand. Whatever answers who ultimately
// owns something runs them, and must give the answer that stands here.
package ownershiptest

import (
	"strconv"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// Asset is the outlet whose owners are asked for.
const Asset evidence.OutletID = "outlet:x"

// Case is an ownership graph and who ultimately owns [Asset] in it.
type Case struct {
	Name          string
	Ownerships    []evidence.Ownership
	Samenesses    []evidence.Sameness
	MinConfidence int             // of the policy; 0 = every record counts
	At            evidence.Moment // the zero Moment is now
	Want          []Owner         // by id
}

// Owner is an ultimate owner.
type Owner struct {
	ID    evidence.ID
	Share float64 // effective, in percent; [Unstated] if a chain does not state all of its shares
	// Way are the links by which it controls, in order: "x<a a<p" reads "x belongs to a, a belongs to p".
	Way string
}

// Unstated in place of a share says that it is not known.
const Unstated = -1.0

// Way returns links in the form of [Owner.Way].
func Way(links []*evidence.Ownership) string {
	words := make([]string, len(links))
	for i, o := range links {
		words[i] = Step(o.Asset, o.Owner)
	}
	return strings.Join(words, " ")
}

// Step returns one link in the form of [Owner.Way].
func Step(asset, owner evidence.ID) string { return asset.Key() + "<" + owner.Key() }

// own makes an ownership: x and y are outlets, p and q persons, all others organizations. A share of 0 is not stated.
func own(asset string, share float64, owner string) evidence.Ownership {
	o := evidence.Ownership{Asset: id(asset), Owner: id(owner)}
	if share > 0 {
		o.SharePercent = &share
	}
	o.ID = evidence.OwnershipIDOf(o.Asset, o.Owner, "")
	return o
}

func id(key string) evidence.ID {
	switch key {
	case "x", "y":
		return evidence.ID("outlet:" + key)
	case "p", "q":
		return evidence.ID("person:" + key)
	}
	return evidence.ID("organization:" + key)
}

// links reads ownerships from a drawing: "x 60 a, a ? p" reads "60 percent of x belong to a; a belongs to p, with no
// share stated".
func links(drawing string) []evidence.Ownership {
	var list []evidence.Ownership
	for _, word := range strings.Split(drawing, ", ") {
		ends := strings.Fields(word)
		share, _ := strconv.ParseFloat(ends[1], 64) // "?" is no number
		list = append(list, own(ends[0], share, ends[2]))
	}
	return list
}

// during limits an ownership to some time.
func during(o evidence.Ownership, from, to evidence.Date) evidence.Ownership {
	o.ValidFrom, o.ValidTo = from, to
	o.ID = evidence.OwnershipIDOf(o.Asset, o.Owner, from)
	return o
}

// sure gives an ownership a confidence.
func sure(o evidence.Ownership, confidence int) evidence.Ownership {
	o.Provenance.Confidence = &confidence
	return o
}

// same says that two parties are one.
func same(a, b string) evidence.Sameness {
	return evidence.Sameness{A: id(a), B: id(b)}
}

// doubted says the same with little confidence.
func doubted(a, b string) evidence.Sameness {
	confidence := 40
	return evidence.Sameness{A: id(a), B: id(b), Provenance: evidence.Provenance{Confidence: &confidence}}
}

func in(year int) evidence.Moment {
	return evidence.Moment{ValidAt: time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC)}
}

// Cases returns the graphs. The arithmetic of each stands above it.
func Cases() []Case {
	return append(append(stepCases(), sumCases()...), recordCases()...)
}

type ownerships = []evidence.Ownership

// stepCases are those that are decided by single ownerships.
func stepCases() []Case {
	return []Case{
		{Name: "a majority", Ownerships: links("x 60 a"), Want: []Owner{{"organization:a", 60, "x<a"}}},
		{Name: "exactly half each", Ownerships: links("x 50 a, x 50 p")},
		{Name: "a minority", Ownerships: links("x 40 a, a 100 p")},
		{Name: "a share that is not stated", Ownerships: links("x ? a"),
			Want: []Owner{{"organization:a", Unstated, "x<a"}}},
		// 80 x 75 % = 60; 60 x 60 % = 36: less than half, but each step controls
		{Name: "three levels", Ownerships: links("x 80 a, a 75 b, b 60 p"),
			Want: []Owner{{"person:p", 36, "x<a a<b b<p"}}},
		{Name: "three levels, one of which states no share", Ownerships: links("x 80 a, a ? b, b 60 p"),
			Want: []Owner{{"person:p", Unstated, "x<a a<b b<p"}}},
		// a and b own each other, and nobody else owns them: a stands for both. 60 x 60 % = 36
		{Name: "a circle", Ownerships: links("x 60 b, b 60 a, a 60 b"),
			Want: []Owner{{"organization:a", 36, "x<b b<a"}}},
		// a and b control each other, but p controls b. 60 x 60 % x 60 % = 21.6; the way back from b to a does not lead
		// to p
		{Name: "a circle with an owner outside", Ownerships: links("x 60 a, a 60 b, b ? a, b 60 p"),
			Want: []Owner{{"person:p", 21.6, "x<a a<b b<p"}}},
		{Name: "a closed circle beside another end", Ownerships: links("x ? b, b ? a, a ? b, x 60 p"),
			Want: []Owner{{"organization:a", Unstated, "x<b b<a"}, {"person:p", 60, "x<p"}}},
		// a and b hold 40 of each other, which controls neither. b has 60 x 40 % = 24 of x
		{Name: "a circle of minorities", Ownerships: links("x 60 a, a 40 b, b 40 a"),
			Want: []Owner{{"organization:a", 60, "x<a"}}},
	}
}

// sumCases are those in which effective shares are added up.
func sumCases() []Case {
	return []Case{
		// 50 + 50 = 100
		{Name: "two shells of one person", Ownerships: links("x 50 s, x 50 t, s 100 p, t 100 p"),
			Want: []Owner{{"person:p", 100, "x<s x<t s<p t<p"}}},
		// 50 x 60 % + 50 x 60 % = 60
		{Name: "two shells with others in them", Ownerships: links("x 50 s, x 50 t, s 60 p, t 60 p, t 40 q"),
			Want: []Owner{{"person:p", 60, "x<s x<t s<p t<p"}}},
		// 50 x 50 % + 50 x 50 % = 50, which is not more than half
		{Name: "two shells, and half of each", Ownerships: links("x 50 s, x 50 t, s 50 p, t 50 p")},
		{Name: "two shells that state no share", Ownerships: links("x 50 s, x 50 t, s ? p, t ? p"),
			Want: []Owner{{"person:p", Unstated, "x<s x<t s<p t<p"}}},
		// 30 + 30 = 60
		{Name: "a share of one's own and a shell", Ownerships: links("x 30 p, x 30 s, s 100 p"),
			Want: []Owner{{"person:p", 60, "x<s x<p s<p"}}},
		// 60 x 70 % + 40 x 70 % = 70; a controls x and p controls a, which is the shortest chain of steps
		{Name: "a diamond", Ownerships: links("x 60 a, x 40 b, a 70 p, b 70 p"),
			Want: []Owner{{"person:p", 70, "x<a a<p"}}},
		// a: 51, and nobody controls a. p: 49 + 51 x 30 % = 64.3
		{Name: "an organization and a person", Ownerships: links("x 51 a, x 49 p, a 30 p"),
			Want: []Owner{{"organization:a", 51, "x<a"}, {"person:p", 64.3, "x<a x<p a<p"}}},
		// of b: 50 x 60 % + 50 x 60 % = 60. b controls x, so p does, with 60 x 60 % = 36 of it
		{Name: "shells behind a controller", Ownerships: links("x 60 b, b 50 s, b 50 t, s 60 p, t 60 p"),
			Want: []Owner{{"person:p", 36, "x<b b<s b<t s<p t<p"}}},
		// simple chains: a-p and b-p 35 x 50 % = 17.5 each, a-b-p and b-a-p 35 x 50 % x 50 % = 8.75 each; together
		// 52.5. a: 35 + 35 x 50 % = 52.5, but p has 50 + 50 x 50 % = 75 of a; so of b.
		{Name: "shells that own each other", Ownerships: links("x 35 a, x 35 b, a 50 b, a 50 p, b 50 a, b 50 p"),
			Want: []Owner{{"person:p", 52.5, "x<a x<b a<b a<p b<a b<p"}}},
		// 16.7 + 16.7 + 16.6 = 50, whatever the binary digits say
		{Name: "three shells with exactly half",
			Ownerships: links("x 16.7 r, x 16.7 s, x 16.6 t, r 100 p, s 100 p, t 100 p")},
		// s has 30 of x, so p behind s cannot have 30 + 30 of it; with t it is 30 + 10 = 40
		{Name: "one shell, recorded behind two that state no share",
			Ownerships: links("x 30 s, s ? a, s ? b, a 100 p, b 100 p, x 10 t, t 100 p")},
	}
}

// recordCases are those that are decided by which records count.
func recordCases() []Case {
	earlier, later := own("x", 60, "a"), own("x", 60, "b")
	takeover := ownerships{during(earlier, "2010", "2019"), during(later, "2019", "")}
	return []Case{
		// 60 x 90 % = 54
		{Name: "a chain through a sameness", Ownerships: links("x 60 a, c 90 p"),
			Samenesses: []evidence.Sameness{same("a", "c")},
			Want:       []Owner{{"person:p", 54, "x<a c<p"}}},
		{Name: "an outlet under two ids", Ownerships: links("y 60 a"),
			Samenesses: []evidence.Sameness{same("x", "y")},
			Want:       []Owner{{"organization:a", 60, "y<a"}}},
		{Name: "an ownership inside a sameness", Ownerships: links("x 60 b, b ? a"),
			Samenesses: []evidence.Sameness{same("a", "b")},
			Want:       []Owner{{"organization:a", 60, "x<b"}}},
		// one stake of one party, recorded under both ids: 30, not 60
		{Name: "a stake under two ids of its owner", Ownerships: links("x 30 a, x 30 b"),
			Samenesses: []evidence.Sameness{same("a", "b")}},
		{Name: "a sameness nobody is sure of", MinConfidence: 50, Ownerships: links("x 60 a, c 90 p"),
			Samenesses: []evidence.Sameness{doubted("a", "c")},
			Want:       []Owner{{"organization:a", 60, "x<a"}}},
		{Name: "an ownership nobody is sure of", MinConfidence: 50,
			Ownerships: ownerships{sure(own("x", 60, "a"), 90), sure(own("a", 100, "p"), 30)},
			Want:       []Owner{{"organization:a", 60, "x<a"}}},
		// with both shells 100, with one 50
		{Name: "a shell nobody is sure of", MinConfidence: 50,
			Ownerships: ownerships{own("x", 50, "s"), own("x", 50, "t"), own("s", 100, "p"),
				sure(own("t", 100, "p"), 30)}},
		{Name: "before a takeover", At: in(2015), Ownerships: takeover, Want: []Owner{{"organization:a", 60, "x<a"}}},
		{Name: "after a takeover", At: in(2020), Ownerships: takeover, Want: []Owner{{"organization:b", 60, "x<b"}}},
		{Name: "after a takeover, now", Ownerships: takeover, Want: []Owner{{"organization:b", 60, "x<b"}}},
		{Name: "one stake with two dates",
			Ownerships: ownerships{during(own("x", 30, "a"), "2010", ""), during(own("x", 30, "a"), "2015", "")}},
		{Name: "one stake with two dates and two shares",
			Ownerships: ownerships{during(own("x", 30, "a"), "2010", ""), during(own("x", 70, "a"), "2015", "")},
			Want:       []Owner{{"organization:a", 70, "x<a"}}},
	}
}
