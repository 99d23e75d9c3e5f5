package evidence

import (
	"slices"
	"strings"
)

// InterestDirection says what the holder of an interest would gain from.
type InterestDirection string

// The directions.
const (
	// For: the holder gains if the claim is believed.
	For InterestDirection = "FOR"
	// Against: the holder gains if the claim is not believed.
	Against InterestDirection = "AGAINST"
)

// Valid reports whether d is one of the directions.
func (d InterestDirection) Valid() bool { return d == For || d == Against }

// Serves reports whether who has an interest in this direction gains from what a stance says. A mention serves nobody.
func (d InterestDirection) Serves(s Stance) bool {
	return d == For && s == Supports || d == Against && s == Refutes
}

// InterestKind says what an interest comes from.
type InterestKind string

// The kinds of interests.
const (
	PartyInterest      InterestKind = "PARTY" // takes part in what the claim is about
	GovernmentInterest InterestKind = "GOVERNMENT"
	OwnerInterest      InterestKind = "OWNER"
	CommercialInterest InterestKind = "COMMERCIAL"
	PoliticalInterest  InterestKind = "POLITICAL"
	OtherInterest      InterestKind = "OTHER"
)

// InterestKinds returns every kind.
func InterestKinds() []InterestKind {
	return []InterestKind{
		PartyInterest, GovernmentInterest, OwnerInterest, CommercialInterest, PoliticalInterest, OtherInterest,
	}
}

// Valid reports whether k is one of the kinds.
func (k InterestKind) Valid() bool { return slices.Contains(InterestKinds(), k) }

// Interest says that its holder would gain if a claim, or every claim with a tag, is believed or is not. It says
// nothing of how reliable the holder is.
type Interest struct {
	ID         InterestID
	Holder     ID      // a source, outlet, organization or person
	Claim      ClaimID // "" = those with the tag
	Tag        string  // "" = the one claim
	Direction  InterestDirection
	Kind       InterestKind // OTHER where not stated
	ValidFrom  Date
	ValidTo    Date // the first day on which it no longer holds; "" = it still holds
	Provenance Provenance
}

var interestTable = newLinkTable(KindInterest, func(i *Interest) *Provenance { return &i.Provenance },
	key(KindInterest, func(i *Interest) *InterestID { return &i.ID }),
	id("holder", "", func(i *Interest) *ID { return &i.Holder }).as(End).
		takes("the id of a source, outlet, organization or person"),
	id("claim", KindClaim, func(i *Interest) *ClaimID { return &i.Claim }).as(End).optional(),
	text("tag", func(i *Interest) *string { return &i.Tag }).takes("a tag of claims, if no claim is named").as(Part),
	text("direction", func(i *Interest) *InterestDirection { return &i.Direction }).takes("FOR or AGAINST").as(Part),
	text("kind", func(i *Interest) *InterestKind { return &i.Kind }).takes("a kind of interest such as PARTY").
		orElse(string(OtherInterest)).as(Part),
	day("validFrom", func(i *Interest) *Date { return &i.ValidFrom }).as(Part),
	day("validTo", func(i *Interest) *Date { return &i.ValidTo }).inWords("end"),
)

func (*Interest) table() *Table { return interestTable }

// InterestIDOf returns the id of an interest: of what identifies it, with the kind filled in.
func InterestIDOf(i Interest) InterestID {
	i.Kind = i.Kind.orOther()
	return InterestID(hashID(KindInterest, string(i.Holder), string(i.Claim), i.Tag, string(i.Direction), string(i.Kind),
		string(i.ValidFrom)))
}

func (k InterestKind) orOther() InterestKind {
	if k == "" {
		return OtherInterest
	}
	return k
}

// LinkID returns the global id.
func (i Interest) LinkID() ID { return ID(i.ID) }

// Record returns the provenance.
func (i Interest) Record() Provenance { return i.Provenance }

// About returns the node that the interest is in: the claim, or the topic that all claims with the tag have.
func (i Interest) About() ID {
	if i.Claim != "" {
		return ID(i.Claim)
	}
	return TopicOf(i.Tag)
}

// TopicOf returns the id of what claims with a tag are about. It is not a record: no kind has it, nothing lists it.
func TopicOf(tag string) ID { return ID("topic:" + tag) }

// Tag returns the tag that the id of a topic is of, "" of any other id.
func (id ID) Tag() string {
	tag, found := strings.CutPrefix(string(id), "topic:")
	if !found {
		return ""
	}
	return tag
}

// Concerns reports whether it is an interest in the claim.
func (i Interest) Concerns(c *Claim) bool {
	return i.Claim != "" && i.Claim == c.ID || i.Tag != "" && slices.Contains(c.Tags, i.Tag)
}

// Normalize fills in the id and the kind.
func (i Interest) Normalize() Interest {
	i.Tag, i.Kind = NFC(i.Tag), i.Kind.orOther()
	i.ID = InterestIDOf(i)
	return i
}

// Validate names the first field that cannot be accepted, and why.
func (i Interest) Validate() error {
	switch k := i.Holder.Kind(); {
	case i.Holder == "":
		return Invalidf("holder", "missing; expected the id of a source, outlet, organization or person")
	case !slices.Contains([]Kind{KindSource, KindOutlet, KindOrganization, KindPerson}, k):
		return Invalidf("holder", "%q is not the id of a source, outlet, organization or person", i.Holder)
	case (i.Claim == "") == (i.Tag == ""):
		return Invalidf("claim", "expected the claim that the interest is in, or the tag of the claims, and not both")
	case i.Claim != "" && ID(i.Claim).Kind() != KindClaim:
		return Invalidf("claim", "%q is not the id of a claim; expected claim:key", i.Claim)
	case !i.Direction.Valid():
		return Invalidf("direction", "%q is not a direction; expected FOR or AGAINST", i.Direction)
	case i.Kind != "" && !i.Kind.Valid():
		return Invalidf("kind", "%q is not a kind of interest; expected one of %s", i.Kind, join(InterestKinds()))
	case i.Claim != "":
		if err := checkKey("claim", ID(i.Claim).Key()); err != nil {
			return err
		}
	}
	return firstError(checkKey("holder", i.Holder.Key()), checkTopic(i.Tag), checkSpan(i.ValidFrom, i.ValidTo),
		i.Provenance.Validate())
}

// checkTopic refuses a tag that no key can be made of.
func checkTopic(tag string) error {
	if tag == "" {
		return nil
	}
	return checkKey("tag", tag)
}
