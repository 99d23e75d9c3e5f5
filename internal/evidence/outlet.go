package evidence

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
)

// OutletKind says what sort of publisher an outlet is.
type OutletKind string

// The kinds of outlets.
const (
	News        OutletKind = "NEWS"
	Wire        OutletKind = "WIRE"
	Broadcaster OutletKind = "BROADCASTER"
	ThinkTank   OutletKind = "THINK_TANK"
	Government  OutletKind = "GOVERNMENT"
	NGO         OutletKind = "NGO"
	Academic    OutletKind = "ACADEMIC"
	FactChecker OutletKind = "FACT_CHECKER"
	Social      OutletKind = "SOCIAL"
	OtherOutlet OutletKind = "OTHER"
)

// OutletKinds returns every kind.
func OutletKinds() []OutletKind {
	return []OutletKind{News, Wire, Broadcaster, ThinkTank, Government, NGO, Academic, FactChecker, Social, OtherOutlet}
}

// Valid reports whether k is one of the kinds.
func (k OutletKind) Valid() bool { return slices.Contains(OutletKinds(), k) }

// Outlet is who publishes: a newspaper, an agency, a think tank.
type Outlet struct {
	ID          OutletID
	Name        string
	Domains     []string   // lower case, sorted, without repetition
	Country     string     // ISO 3166-1 alpha-2, "" = unknown
	Kind        OutletKind // OTHER where not stated
	Reliability SourceReliability
	RecordedAt  time.Time // when this record of it was made here; set by the store
}

var outletTable = newTable[Outlet](KindOutlet,
	key(KindOutlet, func(o *Outlet) *OutletID { return &o.ID }),
	text("name", func(o *Outlet) *string { return &o.Name }).takes("a name"),
	texts("domains", func(o *Outlet) *[]string { return &o.Domains }).takes("a list of host names").spare(),
	text("country", func(o *Outlet) *string { return &o.Country }).takes("two letters (ISO 3166-1)").spare(),
	text("kind", func(o *Outlet) *OutletKind { return &o.Kind }).takes("a kind of outlet such as NEWS").
		orElse(string(OtherOutlet)).spare(),
	text("reliability", func(o *Outlet) *SourceReliability { return &o.Reliability }).takes(expectedLetter).
		inWords("Admiralty letter").spare(),
	recordedAt(func(o *Outlet) *time.Time { return &o.RecordedAt }),
)

func (*Outlet) table() *Table { return outletTable }

// NodeID returns the global id.
func (o Outlet) NodeID() ID { return ID(o.ID) }

// Label returns the name, or the key if there is none.
func (o Outlet) Label() string { return cmp.Or(o.Name, ID(o.ID).Key()) }

// Normalize fills in the kind and puts the domains in their one form and in order.
func (o Outlet) Normalize() Outlet {
	o.Kind = OutletKind(cmp.Or(string(o.Kind), string(OtherOutlet)))
	domains := make([]string, len(o.Domains))
	for i, d := range o.Domains {
		domains[i] = CanonicalHost(d)
	}
	o.Domains = sortedSet(domains)
	return o
}

// Validate names the first field that cannot be accepted, and why.
func (o Outlet) Validate() error {
	if o.Kind != "" && !o.Kind.Valid() {
		return Invalidf("kind", "%q is not a kind of outlet; expected one of %s", o.Kind, join(OutletKinds()))
	}
	for _, d := range o.Domains {
		if d == "" || strings.ContainsAny(d, "/: \t") {
			return Invalidf("domains", "%q is not a domain; expected a bare host name such as example.org", d)
		}
	}
	return firstError(checkTyped("id", KindOutlet, o.NodeID()), checkNamed(o.Name), checkReliability(o.Reliability))
}

// Organization is who owns or funds.
type Organization struct {
	ID         OrganizationID
	Name       string
	Country    string
	Kind       string    // in words, "" = not stated
	RecordedAt time.Time // when this record of it was made here; set by the store
}

var organizationTable = newTable[Organization](KindOrganization,
	key(KindOrganization, func(o *Organization) *OrganizationID { return &o.ID }),
	text("name", func(o *Organization) *string { return &o.Name }).takes("a name"),
	text("country", func(o *Organization) *string { return &o.Country }).takes("two letters (ISO 3166-1)").spare(),
	text("kind", func(o *Organization) *string { return &o.Kind }).spare(),
	recordedAt(func(o *Organization) *time.Time { return &o.RecordedAt }),
)

func (*Organization) table() *Table { return organizationTable }

// NodeID returns the global id.
func (o Organization) NodeID() ID { return ID(o.ID) }

// Label returns the name, or the key if there is none.
func (o Organization) Label() string { return cmp.Or(o.Name, ID(o.ID).Key()) }

// Normalize returns the organization as it is stored.
func (o Organization) Normalize() Organization { return o }

// Validate names the first field that cannot be accepted, and why.
func (o Organization) Validate() error {
	return firstError(checkTyped("id", KindOrganization, o.NodeID()), checkNamed(o.Name))
}

// Person is an author, an owner, or the one to whom a statement is attributed.
type Person struct {
	ID         PersonID
	Name       string
	RecordedAt time.Time  // when this record of it was made here; set by the store
	ErasedAt   *time.Time // when the person was erased, see [Writer.Erase]; nil = not; set by the store
}

var personTable = newTable[Person](KindPerson,
	key(KindPerson, func(p *Person) *PersonID { return &p.ID }),
	text("name", func(p *Person) *string { return &p.Name }).takes("a name"),
	recordedAt(func(p *Person) *time.Time { return &p.RecordedAt }),
	ended("erasedAt", func(p *Person) **time.Time { return &p.ErasedAt }),
)

func (*Person) table() *Table { return personTable }

// NodeID returns the global id.
func (p Person) NodeID() ID { return ID(p.ID) }

// Label returns the name, or the key if there is none; of a person who was erased it gives neither.
func (p Person) Label() string {
	if p.ErasedAt != nil {
		return "a person who was erased"
	}
	return cmp.Or(p.Name, ID(p.ID).Key())
}

// Normalize returns the person as it is stored.
func (p Person) Normalize() Person { return p }

// Validate names the first field that cannot be accepted, and why.
func (p Person) Validate() error {
	return firstError(checkTyped("id", KindPerson, p.NodeID()), checkNamed(p.Name))
}

// Ownership says that an outlet or organization belongs to an organization or person.
type Ownership struct {
	ID           OwnershipID
	Asset        ID       // an outlet or organization
	Owner        ID       // an organization or person
	SharePercent *float64 // percent, above 0 to 100; nil = not stated
	ValidFrom    Date
	ValidTo      Date // the first day on which it no longer holds; "" = it still holds
	// Reciprocated reports whether the other side states the ownership too, as a trust.txt file does where the owner lists
	// the asset under "control" and the asset the owner under "controlledby". nil = nobody looked, or it cannot be known.
	Reciprocated *bool
	Provenance   Provenance
}

var ownershipTable = newLinkTable(KindOwnership, func(o *Ownership) *Provenance { return &o.Provenance },
	key(KindOwnership, func(o *Ownership) *OwnershipID { return &o.ID }),
	id("asset", "", func(o *Ownership) *ID { return &o.Asset }).as(End),
	id("owner", "", func(o *Ownership) *ID { return &o.Owner }).as(End),
	number("sharePercent", func(o *Ownership) **float64 { return &o.SharePercent }).
		takes("percent, above 0 and at most 100").inWords("share").formerly("share"),
	day("validFrom", func(o *Ownership) *Date { return &o.ValidFrom }).as(Part),
	day("validTo", func(o *Ownership) *Date { return &o.ValidTo }).inWords("end"),
	truth("reciprocated", func(o *Ownership) **bool { return &o.Reciprocated }).
		inWords("whether the other side states it").spare(),
)

func (*Ownership) table() *Table { return ownershipTable }

// OwnershipIDOf returns the id of the ownership of an asset by an owner from a date on.
func OwnershipIDOf(asset, owner ID, from Date) OwnershipID {
	return OwnershipID(hashID(KindOwnership, string(asset), string(owner), string(from)))
}

// LinkID returns the global id.
func (o Ownership) LinkID() ID { return ID(o.ID) }

// Record returns the provenance.
func (o Ownership) Record() Provenance { return o.Provenance }

// Normalize fills in the id.
func (o Ownership) Normalize() Ownership {
	o.ID = OwnershipIDOf(o.Asset, o.Owner, o.ValidFrom)
	return o
}

// Validate names the first field that cannot be accepted, and why.
func (o Ownership) Validate() error {
	if o.SharePercent != nil && (math.IsNaN(*o.SharePercent) || *o.SharePercent <= 0 || *o.SharePercent > 100) {
		return Invalidf("sharePercent", "%v is out of range; expected percent, above 0 and at most 100", *o.SharePercent)
	}
	return firstError(checkAsset("asset", o.Asset), checkOwner("owner", o.Owner), checkApart(o.Asset, o.Owner, "owner"),
		checkSpan(o.ValidFrom, o.ValidTo), o.Provenance.Validate())
}

// Funding says that an outlet or organization is paid by an organization or person.
type Funding struct {
	ID         FundingID
	Recipient  ID // an outlet or organization
	Funder     ID // an organization or person
	ValidFrom  Date
	ValidTo    Date // the first day on which it no longer holds; "" = it still holds
	Provenance Provenance
}

var fundingTable = newLinkTable(KindFunding, func(f *Funding) *Provenance { return &f.Provenance },
	key(KindFunding, func(f *Funding) *FundingID { return &f.ID }),
	id("recipient", "", func(f *Funding) *ID { return &f.Recipient }).as(End),
	id("funder", "", func(f *Funding) *ID { return &f.Funder }).as(End),
	day("validFrom", func(f *Funding) *Date { return &f.ValidFrom }).as(Part),
	day("validTo", func(f *Funding) *Date { return &f.ValidTo }).inWords("end"),
)

func (*Funding) table() *Table { return fundingTable }

// FundingIDOf returns the id of the funding of a recipient by a funder from a date on.
func FundingIDOf(recipient, funder ID, from Date) FundingID {
	return FundingID(hashID(KindFunding, string(recipient), string(funder), string(from)))
}

// LinkID returns the global id.
func (f Funding) LinkID() ID { return ID(f.ID) }

// Record returns the provenance.
func (f Funding) Record() Provenance { return f.Provenance }

// Normalize fills in the id.
func (f Funding) Normalize() Funding {
	f.ID = FundingIDOf(f.Recipient, f.Funder, f.ValidFrom)
	return f
}

// Validate names the first field that cannot be accepted, and why.
func (f Funding) Validate() error {
	return firstError(checkAsset("recipient", f.Recipient), checkOwner("funder", f.Funder),
		checkApart(f.Recipient, f.Funder, "funder"), checkSpan(f.ValidFrom, f.ValidTo), f.Provenance.Validate())
}

func checkAsset(field string, id ID) error {
	if k := id.Kind(); k != KindOutlet && k != KindOrganization {
		return Invalidf(field, "%q is not the id of an outlet or organization", id)
	}
	return checkKey(field, id.Key())
}

func checkOwner(field string, id ID) error {
	if k := id.Kind(); k != KindOrganization && k != KindPerson {
		return Invalidf(field, "%q is not the id of an organization or person", id)
	}
	return checkKey(field, id.Key())
}

func checkApart(a, b ID, field string) error {
	if a == b {
		return Invalidf(field, "%q stands on both ends; expected two different ids", b)
	}
	return nil
}

func checkSpan(from, to Date) error {
	if err := firstError(checkDay("validFrom", from), checkDay("validTo", to)); err != nil {
		return err
	}
	if from.Known() && to.Known() && to.Before(from) {
		return Invalidf("validTo", "%s is before validFrom %s", to, from)
	}
	return nil
}
