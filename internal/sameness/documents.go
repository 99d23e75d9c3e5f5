package sameness

import "github.com/credence-graph/credence/internal/evidence"

// documents finds documents of one title that neither address, outlet nor date tells apart. Titles are numbered
// from 1, and so are addresses and outlets together.
type documents struct {
	all     []document // by record; a title of 0 = it is not a document
	titles  map[string]int32
	times   []int32 // by title, how many documents have it
	numbers map[string]int32
	key     []byte
	shelves map[place]*shelf
}

type document struct {
	place
	date  evidence.Date // "" = unknown
	exact *dated        // the documents that have the same to compare; nil = no other has the title
}

// place is what documents are looked up by: a title, an address and an outlet. The latter are unknown, or whatever
// of a shelf that holds documents whatever theirs is.
type place struct{ title, address, outlet int32 }

const unknown, whatever int32 = 0, -1

func (d *documents) add(i int32, words [][]byte) {
	if d.titles == nil {
		d.titles, d.numbers, d.times = map[string]int32{}, map[string]int32{"": unknown}, []int32{0}
	}
	d.key = d.key[:0]
	for _, w := range words {
		d.key = append(append(d.key, w...), ' ')
	}
	title, known := d.titles[string(d.key)]
	if !known {
		title = int32(len(d.times))
		d.titles[string(d.key)] = title
		d.times = append(d.times, 0)
	}
	d.times[title]++
	d.all[i].title = title
}

// shelve makes the shelves of the titles that several documents have.
func (d *documents) shelve(records []Record) {
	d.shelves = map[place]*shelf{}
	for i := range d.all {
		o, r := &d.all[i], &records[i]
		if o.title == 0 || d.times[o.title] < 2 {
			continue
		}
		o.address, o.outlet = d.number(r.Address), d.number(string(r.Outlet))
		if r.Date.Known() {
			o.date = r.Date
		}
		o.exact = d.shelf(o.place).add(int32(i), o.date)
		wider := [...]place{
			{o.title, o.address, whatever}, {o.title, whatever, o.outlet}, {o.title, whatever, whatever},
		}
		for _, p := range wider {
			d.shelf(p).add(int32(i), o.date)
		}
	}
}

func (d *documents) shelf(p place) *shelf {
	s := d.shelves[p]
	if s == nil {
		s = &shelf{at: map[evidence.Date]*dated{}}
		d.shelves[p] = s
	}
	return s
}

func (d *documents) number(text string) int32 {
	number, known := d.numbers[text]
	if !known {
		number = int32(len(d.numbers))
		d.numbers[text] = number
	}
	return number
}

// near is [index.near].
func (d *documents) near(dst []int32, c *classes, i int32) []int32 {
	o := &d.all[i]
	if o.exact == nil || !c.try(&o.exact.cell, i) {
		return dst
	}
	mine := c.find(i)
	for _, p := range o.places() {
		s := d.shelves[p]
		if s == nil {
			continue
		}
		for _, l := range s.near(o.date) {
			if l.date == o.date || !Excludes(l.date, o.date) {
				dst = c.others(dst, &l.cell, i, mine)
			}
		}
	}
	return dst
}

// places returns the shelves with what neither address nor outlet tells apart from a document.
func (o *document) places() []place {
	addresses, outlets := []int32{o.address, unknown}, []int32{o.outlet, unknown}
	if o.address == unknown {
		addresses = []int32{whatever}
	}
	if o.outlet == unknown {
		outlets = []int32{whatever}
	}
	var all []place
	for _, a := range addresses {
		for _, b := range outlets {
			all = append(all, place{o.title, a, b})
		}
	}
	return all
}
