package graphtest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// line is one object of JSON Lines.
type line map[string]any

// world is a random graph around one claim, whose ids all begin with its name, so that many lie side by side in one
// Neo4j. The lines are all of it; the other fields are what the axioms must know.
type world struct {
	name  string
	odd   bool // its number is
	r     *rand.Rand
	lines []line

	claim, other string   // what is asked about, and a claim that scoped links hold for
	sources      []string // all
	silent       []string // of these, those that say nothing of any claim, and are no part of a sameness
	refuters     map[string]bool
	merged       map[string]bool // whatever is a part of a sameness
	authored     map[string]bool // sources with an author
	published    map[string]bool // sources with an outlet
	outlets      []string
	owned        map[string]bool // outlets with an owner
	funded       map[string]bool // outlets with a funder
	suggested    [][2]string     // copies that nobody has looked at
	letters      map[string]string
	copied       bool            // some copy counts
	circles      bool            // a source may take from any other, not only from those before it
	dated        bool            // sources have dates; else what they take from is never later
	rated        bool            // every source has a letter, and every statement its full strength
	confirmed    map[string]bool // sources whose basis somebody confirmed
	interests    []line          // recorded while axioms are held
	official     []string        // the articles that quote one ambassador, whom they may come to have a record of each
}

// drawWorld draws a world: 2 to 12 sources with several links each, circles, syndication, scopes, authors, outlets,
// owners, funders, copies, samenesses, letters, refuters and withdrawals, with open questions of every kind: names that
// may be of one source, suggested copies, links to later sources, own shares, and weights up to 1000, some of them
// confirmed. The same number gives the same world.
func drawWorld(number int) *world {
	w := &world{
		name: fmt.Sprintf("g%03d", number), odd: number%2 == 1, r: rand.New(rand.NewPCG(uint64(number), 8)),
		refuters: map[string]bool{}, merged: map[string]bool{}, authored: map[string]bool{},
		published: map[string]bool{},
		owned:     map[string]bool{}, funded: map[string]bool{}, letters: map[string]string{},
		confirmed: map[string]bool{},
	}
	w.circles, w.dated, w.rated = w.r.IntN(3) > 0, w.r.IntN(3) == 0, w.r.IntN(3) == 0
	w.claim, w.other = w.id("c"), w.id("d")
	w.add(line{"type": "claim", "id": w.claim, "text": w.name + " is so."},
		line{"type": "claim", "id": w.other, "text": w.name + " is otherwise."})
	w.drawHolders()
	for i := range 2 + w.r.IntN(11) {
		w.drawSource(i)
	}
	w.drawStatements()
	for i := range w.sources {
		w.drawLinks(i)
	}
	if w.r.IntN(3) == 0 {
		w.drawCopies()
	}
	if w.r.IntN(4) == 0 {
		w.drawSamenesses()
	}
	if w.r.IntN(3) == 0 {
		w.drawOfficial()
	}
	w.silent = slices.DeleteFunc(w.silent, func(id string) bool { return w.merged[id] })
	return w
}

func (w *world) id(key string) string { return w.name + "-" + key }

func (w *world) add(lines ...line) { w.lines = append(w.lines, lines...) }

// pick draws one of several.
func pick[T any](w *world, from ...T) T { return from[w.r.IntN(len(from))] }

func (w *world) source() string { return pick(w, w.sources...) }

// drawHolders draws two organizations, two persons and two outlets, and who owns and funds the outlets.
func (w *world) drawHolders() {
	for _, key := range []string{"1", "2"} {
		w.add(line{"type": "organization", "id": w.id("g" + key), "name": "Group " + key},
			line{"type": "person", "id": w.id("p" + key), "name": "Person " + key})
		outlet := w.id("o" + key)
		w.outlets = append(w.outlets, outlet)
		l := line{"type": "outlet", "id": outlet, "name": "Outlet " + key}
		if w.r.IntN(3) == 0 {
			l["reliability"] = pick(w, "A", "B", "C", "D", "E", "F")
		}
		w.add(l)
		if w.r.IntN(2) == 0 {
			w.owned[outlet] = true
			l := line{"type": "ownership", "asset": "outlet:" + outlet,
				"owner": "organization:" + w.id(pick(w, "g1", "g2"))}
			if w.r.IntN(3) == 0 {
				l["sharePercent"] = pick(w, 40, 60)
			}
			w.add(l)
		}
		if w.r.IntN(3) == 0 {
			w.funded[outlet] = true
			funder := pick(w, "organization:"+w.id("g1"), "person:"+w.id("p1"))
			w.add(line{"type": "funding", "recipient": "outlet:" + outlet, "funder": funder})
		}
	}
	switch w.r.IntN(5) {
	case 0: // a chain
		w.add(line{"type": "ownership", "asset": "organization:" + w.id("g1"), "owner": "person:" + w.id("p2")})
	case 1: // a circle
		w.add(line{"type": "ownership", "asset": "organization:" + w.id("g1"), "owner": "organization:" + w.id("g2")},
			line{"type": "ownership", "asset": "organization:" + w.id("g2"), "owner": "organization:" + w.id("g1")})
	}
}

func (w *world) drawSource(i int) {
	id := w.id(fmt.Sprintf("s%02d", i))
	l := line{"type": "source", "id": id}
	l["kind"] = pick(w, "DOCUMENT", "DATASET", "STATEMENT", "ARTICLE", "ARTICLE", "WIRE_REPORT")
	l["identity"] = pick(w, "NAMED", "NAMED", "NAMED", "CATEGORY", "UNNAMED")
	if w.r.IntN(4) == 0 {
		l["title"] = pick(w, "Harbour log", "The harbour log", "Elsa Hartwick", "Mayor Elsa Hartwick")
	}
	if w.confirmed[id] = w.r.IntN(10) == 0; w.confirmed[id] {
		defer w.add(line{"type": "confirmation", "source": id, "justification": "read it"})
	}
	if w.r.IntN(4) == 0 {
		l["firsthand"] = pick[any](w, 0, .25, .5, 1, true, false)
	}
	if w.dated && w.r.IntN(5) > 0 {
		l["publishedAt"] = pick(w, "2023", "2024-01", fmt.Sprintf("2024-01-%02d", 1+w.r.IntN(28)))
	}
	if w.r.IntN(20) == 0 {
		l["withdrawnAt"] = "2024-06-01"
	}
	if w.published[id] = w.r.IntN(3) > 0; w.published[id] {
		l["outlet"] = pick(w, w.outlets...)
	}
	if w.authored[id] = w.r.IntN(3) == 0; w.authored[id] {
		l["authors"] = pick(w, []string{w.id("p1")}, []string{w.id("p2")}, []string{w.id("p1"), w.id("p2")})
	}
	if w.rated || w.r.IntN(6) == 0 {
		w.letters[id] = pick(w, "A", "B", "C", "D", "E", "F")
		l["reliability"] = w.letters[id]
	}
	w.sources = append(w.sources, id)
	w.add(l)
}

// drawStatements draws what the sources say of the claim; one supports it at least.
func (w *world) drawStatements() {
	for i, id := range w.sources {
		l := line{"type": "statement", "source": id, "claim": w.claim}
		l["stance"] = pick(w, "SUPPORTS", "SUPPORTS", "SUPPORTS", "REFUTES", "MENTIONS", "")
		switch {
		case i == 0:
			l["stance"] = "SUPPORTS"
		case l["stance"] == "":
			w.silent = append(w.silent, id)
			continue
		}
		w.refuters[id] = l["stance"] == "REFUTES"
		if !w.rated {
			l["strength"] = pick(w, 1, 1, .5, .1)
		}
		if w.r.IntN(4) == 0 {
			l["quote"] = pick(w, "nobody crossed the river on that day", "three of them were seen at the gate",
				"so it was")
		}
		w.add(l)
		if w.r.IntN(6) == 0 {
			w.add(line{"type": "statement", "source": id, "claim": w.other, "stance": "SUPPORTS"})
		}
	}
	if w.r.IntN(4) == 0 {
		w.add(line{"type": "corroboration", "claim": w.claim, "sources": []string{w.sources[0], w.source()}})
	}
}

// drawLinks draws what a source takes from others, in a circle of itself too.
func (w *world) drawLinks(i int) {
	for range w.r.IntN(4) {
		to := w.r.IntN(len(w.sources))
		if !w.circles && to >= i {
			continue
		}
		l := line{"type": "derivation", "from": w.sources[i], "to": w.sources[to],
			"weight": pick(w, 1, 1, 1, 1, 2, 3, 1000)}
		l["kind"] = pick(w, "CITES", "CITES", "CITES", "QUOTES", "DERIVED_FROM", "DERIVED_FROM", "SYNDICATES",
			"TRANSLATES")
		switch w.r.IntN(12) {
		case 0:
			l["claims"] = []string{w.claim}
		case 1:
			l["claims"] = []string{w.other}
		case 2:
			l["claims"] = []string{w.claim, w.other}
		case 3:
			l["status"] = "REJECTED"
		case 4:
			l["confidence"] = w.r.IntN(101)
		}
		w.add(l)
	}
}

// drawOfficial draws articles that all quote one ambassador, and some of them another source too.
func (w *world) drawOfficial() {
	official := w.id("official")
	w.add(line{"type": "source", "id": official, "kind": "STATEMENT", "title": officialNames[0]})
	for i := range 2 + w.r.IntN(3) {
		id := w.id(fmt.Sprintf("quotes-%d", i))
		w.official = append(w.official, id)
		l := line{"type": "source", "id": id, "kind": "ARTICLE"}
		if w.rated {
			w.letters[id] = pick(w, "A", "B", "C")
			l["reliability"] = w.letters[id]
		}
		w.add(l, line{"type": "statement", "source": id, "claim": w.claim, "stance": "SUPPORTS"},
			line{"type": "derivation", "from": id, "to": official, "kind": "QUOTES"})
		if w.r.IntN(2) == 0 {
			w.add(line{"type": "derivation", "from": id, "to": w.source(), "kind": "CITES"})
		}
	}
}

// officialNames are names of one speaker.
var officialNames = []string{"Ambassador Ines Quill", "Ines Quill", "the ambassador Ines Quill", "INES QUILL"}

func (w *world) drawCopies() {
	for range 1 + w.r.IntN(2) {
		from, to := w.source(), w.source()
		if from == to {
			continue
		}
		kappa, status := pick(w, .3, .5, .7, .9, 1), pick(w, "CONFIRMED", "CONFIRMED", "SUGGESTED", "SUGGESTED", "REJECTED")
		drawn := func(l line) bool { return l["type"] == "copy" && l["from"] == from && l["to"] == to }
		if !slices.ContainsFunc(w.lines, drawn) {
			w.add(line{"type": "copy", "from": from, "to": to, "copiedShare": kappa, "status": status})
			w.copied = w.copied || status == "CONFIRMED" && kappa >= .5
			if status == "SUGGESTED" {
				w.suggested = append(w.suggested, [2]string{from, to})
			}
		}
	}
}

// drawSamenesses asserts that two things are one: sources, outlets, organizations, persons, or the claim and another
// that has a source of its own. Of a supporter and a refuter nobody says so.
func (w *world) drawSamenesses() {
	switch w.r.IntN(5) {
	case 0:
		w.same("outlet", w.outlets[0], w.outlets[1])
	case 1:
		w.same("organization", w.id("g1"), w.id("g2"))
	case 2:
		w.same("person", w.id("p1"), w.id("p2"))
	case 3:
		twin, witness := w.id("e"), w.id("t")
		w.add(line{"type": "claim", "id": twin, "text": w.name + " is just so."},
			line{"type": "source", "id": witness, "kind": "TESTIMONY"},
			line{"type": "statement", "source": witness, "claim": twin, "stance": "SUPPORTS"})
		w.same("claim", w.claim, twin)
		if w.rated {
			w.letters[witness] = "C"
			w.add(line{"type": "source", "id": witness, "reliability": "C"})
		}
	default:
		if a, b := w.source(), w.source(); a != b && !w.refuters[a] && !w.refuters[b] {
			w.same("source", a, b)
		}
	}
}

func (w *world) same(kind, a, b string) {
	w.merged[a], w.merged[b] = true, true
	w.add(line{"type": "same", "kind": kind, "ids": []string{a, b}})
}

// jsonLines writes lines as a file for an import.
func jsonLines(t *testing.T, lines []line) *bytes.Reader {
	t.Helper()
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	for _, l := range lines {
		if err := encoder.Encode(l); err != nil {
			t.Fatal(err)
		}
	}
	return bytes.NewReader([]byte(text.String()))
}
