package evidence

import "slices"

// Leaning is what somebody else rates an outlet as in a scheme of its own: "left" or "centre", "state media". It comes
// from users alone, and it says nothing of how reliable the outlet is.
type Leaning struct {
	ID         LeaningID
	Outlet     OutletID
	Scheme     string // the scheme of values, such as "political"
	Value      string
	RatedBy    string
	RatedAt    Date // "" = unknown
	Provenance Provenance
}

var leaningTable = newLinkTable(KindLeaning, func(l *Leaning) *Provenance { return &l.Provenance },
	key(KindLeaning, func(l *Leaning) *LeaningID { return &l.ID }),
	id("outlet", KindOutlet, func(l *Leaning) *OutletID { return &l.Outlet }).as(End),
	text("scheme", func(l *Leaning) *string { return &l.Scheme }).takes("the name of a scheme of values").as(Part),
	text("value", func(l *Leaning) *string { return &l.Value }).takes("a value of the scheme"),
	text("ratedBy", func(l *Leaning) *string { return &l.RatedBy }).takes("who rates").inWords("who rates").as(Part),
	day("ratedAt", func(l *Leaning) *Date { return &l.RatedAt }).inWords("date of the rating").as(Part),
)

func (*Leaning) table() *Table { return leaningTable }

// LeaningIDOf returns the id of how somebody rated an outlet in a scheme on a day.
func LeaningIDOf(outlet OutletID, scheme, ratedBy string, at Date) LeaningID {
	return LeaningID(hashID(KindLeaning, string(outlet), scheme, ratedBy, string(at)))
}

// LinkID returns the global id.
func (l Leaning) LinkID() ID { return ID(l.ID) }

// Record returns the provenance.
func (l Leaning) Record() Provenance { return l.Provenance }

// Normalize fills in the id.
func (l Leaning) Normalize() Leaning {
	l.Scheme, l.RatedBy = NFC(l.Scheme), NFC(l.RatedBy)
	l.ID = LeaningIDOf(l.Outlet, l.Scheme, l.RatedBy, l.RatedAt)
	return l
}

// Validate names the first field that cannot be accepted, and why.
func (l Leaning) Validate() error {
	for _, f := range []struct{ name, value, expected string }{
		{"scheme", l.Scheme, "the name of a scheme of values"}, {"value", l.Value, "a value of the scheme"},
		{"ratedBy", l.RatedBy, "who rates"},
	} {
		if f.value == "" {
			return Invalidf(f.name, "missing; expected %s", f.expected)
		}
		if err := checkText(f.name, f.value); err != nil {
			return err
		}
	}
	return firstError(checkTyped("outlet", KindOutlet, ID(l.Outlet)), checkDay("ratedAt", l.RatedAt),
		l.Provenance.Validate())
}

// LeaningOf returns the value that outlets, which are one, have in a scheme at a moment: that of the latest rating of
// each who rates, if all of these agree; else "" and disputed. Ratings of later than the moment do not count.
func LeaningOf(leanings []Leaning, outlets []OutletID, scheme string, at Moment) (value string, disputed bool) {
	counts := func(l *Leaning) bool {
		return l.Scheme == scheme && slices.Contains(outlets, l.Outlet) && at.Holds(l.RatedAt, "")
	}
	latest := map[string]string{} // by who rates: the sort key of the day
	for i := range leanings {
		if l := &leanings[i]; counts(l) {
			latest[l.RatedBy] = max(latest[l.RatedBy], l.RatedAt.SortKey())
		}
	}
	for i := range leanings {
		if l := &leanings[i]; counts(l) && l.RatedAt.SortKey() == latest[l.RatedBy] {
			disputed = disputed || value != "" && value != l.Value
			value = l.Value
		}
	}
	if disputed {
		return "", true
	}
	return value, false
}
