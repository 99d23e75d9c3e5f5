package stix

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
)

// relation is what a type of relationship becomes: a line of a type with its ends, and the kinds of nodes that may
// stand there.
type relation struct {
	line         string
	source       string // the field for source_ref
	target       string // the field for target_ref
	field, value string // what says the kind, "" where nothing does
	from, to     string // kinds of nodes, by their names with spaces between them
}

// interestIn is the type that says who would gain of a claim, or of all with a tag.
const interestIn = "has-interest-in"

// relations are the types that are taken over.
var relations = func() map[string]relation {
	m := map[string]relation{
		"copies":       {"copy", "from", "to", "", "", "source", "source"},
		"owned-by":     {"ownership", "asset", "owner", "", "", "outlet organization", "organization person"},
		"funded-by":    {"funding", "recipient", "funder", "", "", "outlet organization", "organization person"},
		interestIn:     {"interest", "holder", "claim", "", "", "source outlet organization person", "claim topic"},
		"duplicate-of": {"same", "", "", "", "", "claim source outlet organization person", ""},
	}
	for _, stance := range []evidence.Stance{evidence.Supports, evidence.Refutes, evidence.Mentions} {
		m[strings.ToLower(string(stance))] = relation{
			"statement", "source", "claim", "stance", string(stance), "source", "claim",
		}
	}
	for _, kind := range evidence.DerivationKinds() {
		if kind != evidence.Copies {
			m[hyphens(string(kind))] = relation{"derivation", "from", "to", "kind", string(kind), "source", "source"}
		}
	}
	for _, kind := range []evidence.RelationKind{evidence.PartOf, evidence.Contradicts} {
		m[hyphens(string(kind))] = relation{"relation", "from", "to", "kind", string(kind), "claim", "claim"}
	}
	return m
}()

func hyphens(kind string) string { return strings.ReplaceAll(strings.ToLower(kind), "_", "-") }

// relationOf returns the type of a relationship without the status before it.
func relationOf(o *object) string {
	_, kind := statusOf(o.text("relationship_type"))
	return kind
}

func statusOf(kind string) (evidence.ReviewStatus, string) {
	for _, status := range []evidence.ReviewStatus{evidence.Suggested, evidence.Rejected} {
		if rest, found := strings.CutPrefix(kind, hyphens(string(status))+"-"); found {
			return status, rest
		}
	}
	return evidence.Confirmed, kind
}

func (r *reader) relationship(o *object) error {
	status, kind := statusOf(o.text("relationship_type"))
	relation, known := relations[kind]
	if !known {
		return r.out.Reject(o.at, "relationship_type",
			fmt.Sprintf("%q says nothing of evidence; expected derived-from, duplicate-of or a type that "+
				"Credence writes", kind))
	}
	from, to := r.idOf(o.text("source_ref")), r.idOf(o.text("target_ref"))
	for field, id := range map[string]evidence.ID{"source_ref": from, "target_ref": to} {
		if id == "" {
			return r.out.Reject(o.at, r.firstAbsent(o, field),
				"names nothing in the bundle or the graph that Credence takes over; expected a "+
					either(relation.from, relation.to))
		}
	}
	if relation.line == "same" {
		if from.Kind() != to.Kind() || from == to {
			return r.out.Reject(o.at, "target_ref", fmt.Sprintf("%s and %s cannot be one; expected two of one kind",
				from, to))
		}
		return r.write(o, formats.Line{
			"type": "same", "kind": string(from.Kind()), "ids": []string{string(from), string(to)},
		})
	}
	if !oneOf(from, relation.from) || !oneOf(to, relation.to) {
		return r.out.Reject(o.at, "relationship_type", fmt.Sprintf("%s leads from a %s to a %s; expected from %s to %s",
			kind, kindOf(from), kindOf(to), either(relation.from, ""), either(relation.to, "")))
	}
	line := formats.Line{"type": relation.line, relation.source: string(from), relation.target: string(to)}
	if tag := to.Tag(); tag != "" {
		delete(line, relation.target)
		line["tag"] = tag
	}
	line.Set(relation.field, relation.value)
	r.details(o, line, status)
	return r.write(o, line)
}

// firstAbsent makes the field at fault the same whatever the order of a map.
func (r *reader) firstAbsent(o *object, field string) string {
	if r.idOf(o.text("source_ref")) == "" {
		return "source_ref"
	}
	return field
}

func oneOf(id evidence.ID, kinds string) bool {
	return strings.Contains(" "+kinds+" ", " "+kindOf(id)+" ")
}

// kindOf returns what an id is of: a topic stands for the claims with a tag.
func kindOf(id evidence.ID) string {
	if id.Tag() != "" {
		return "topic"
	}
	return string(id.Kind())
}

func either(a, b string) string { return strings.ReplaceAll(cmp.Or(a, b), " ", " or ") }

// details puts on the line what only its type has.
func (r *reader) details(o *object, line formats.Line, status evidence.ReviewStatus) {
	put := func(field, name string) {
		if v := o.more[name]; v != nil {
			line[field] = v
		}
	}
	switch line["type"] {
	case "statement":
		put("strength", "strength")
	case "derivation", "copy":
		line["status"] = string(status)
		put("weight", "weight")
		put("detector", "detector")
		if claims := r.all(o.more["claim_refs"]); len(claims) > 0 {
			line["claims"] = claims
		}
		if line["type"] == "copy" {
			put("copiedShare", "kappa") // in files of before version 0.1.0
			put("copiedShare", "copied_share")
			delete(line, "weight")
		}
	case "ownership", "funding", "interest":
		from, to := jsondoc.Day(o.all["start_time"]), jsondoc.Day(o.all["stop_time"])
		if o.more != nil {
			from, to = jsondoc.Text(o.more["valid_from"]), jsondoc.Text(o.more["valid_to"])
		}
		line.Set("validFrom", from)
		line.Set("validTo", to)
		if line["type"] == "ownership" {
			put("sharePercent", "share") // in files of before version 0.1.0
			put("sharePercent", "share_percent")
			put("reciprocated", "reciprocated")
			o.clear(line, "sharePercent")
		}
		if line["type"] == "interest" {
			put("direction", "direction")
			put("kind", "kind")
		}
		o.clear(line, "validTo")
	}
}

// write writes a link with what is said of it.
func (r *reader) write(o *object, line formats.Line) error {
	line.Set("justification", o.text("description"))
	line.Set("recordedFrom", jsondoc.Text(o.more["recorded_from"]))
	if quotes := jsondoc.List(o.more["quotes"]); len(quotes) > 0 {
		line["quotes"] = quotes
	}
	if confidence := linkConfidence(o); confidence != nil {
		line["confidence"] = confidence
	}
	o.clear(line, "justification", "confidence")
	o.stamp(line)
	return r.out.Write(o.at, line)
}

func (r *reader) corroboration(o *object) error {
	claim := cmp.Or(string(r.idOf(o.text("claim_ref"))), o.text("claim_ref"))
	return r.write(o, formats.Line{"type": "corroboration", "claim": claim, "sources": r.all(o.all["source_refs"])})
}

// topic notes which tag an object stands for.
func (r *reader) topic(o *object) error {
	tag := o.text("tag")
	if tag == "" {
		return r.out.Reject(o.at, "tag", "missing; expected the tag of the claims")
	}
	r.ids[o.id] = evidence.TopicOf(tag)
	return nil
}

// leaning reads a note in which Credence says how somebody rates an outlet; other notes hold no evidence.
func (r *reader) leaning(o *object) error {
	if o.more["scheme"] == nil {
		return r.out.Reject(o.at, "type", "note holds no evidence; Credence takes only notes that it wrote itself")
	}
	line := formats.Line{"type": "leaning", "outlet": ""}
	for _, ref := range jsondoc.List(o.all["object_refs"]) {
		line["outlet"] = cmp.Or(string(r.idOf(jsondoc.Text(ref))), jsondoc.Text(ref))
	}
	for field, name := range map[string]string{
		"scheme": "scheme", "value": "value", "ratedBy": "rated_by", "ratedAt": "rated_at",
	} {
		line.Set(field, jsondoc.Text(o.more[name]))
	}
	o.all["description"] = o.more["justification"]
	return r.write(o, line)
}

// stances are what an opinion on a claim says of it.
var stances = map[string]evidence.Stance{
	"strongly-agree": evidence.Supports, "agree": evidence.Supports, "neutral": evidence.Mentions,
	"disagree": evidence.Refutes, "strongly-disagree": evidence.Refutes,
}

func (r *reader) opinion(o *object) error {
	var claims []evidence.ID
	for _, ref := range jsondoc.List(o.all["object_refs"]) {
		if id := r.idOf(jsondoc.Text(ref)); id.Kind() == evidence.KindClaim {
			claims = append(claims, id)
		}
	}
	if len(claims) == 0 {
		return r.out.Reject(o.at, "object_refs",
			"names no claim of the bundle or the graph; an opinion on anything else is not evidence for a claim")
	}
	if o.more["credence_id"] != nil {
		return r.review(o, claims[0])
	}
	stance, known := stances[o.text("opinion")]
	if !known {
		return r.out.Reject(o.at, "opinion",
			fmt.Sprintf("%q is not an opinion; expected strongly-disagree, disagree, neutral, agree or strongly-agree",
				o.text("opinion")))
	}
	source := formats.Line{"kind": string(evidence.Spoken)}
	source.Set("publishedAt", jsondoc.Moment(o.all["created"]))
	r.by(o, source)
	id := o.key(evidence.KindSource)
	if err := r.node(o, id, source); err != nil {
		return err
	}
	for _, claim := range claims {
		line := formats.Line{
			"type": "statement", "source": string(id), "claim": string(claim), "stance": string(stance),
			"justification": "opinion: " + o.text("opinion"),
		}
		line.Set("quote", o.text("explanation"))
		if confidence := linkConfidence(o); confidence != nil {
			line["confidence"] = confidence
		}
		o.clear(line, "quote", "confidence")
		o.stamp(line)
		if err := r.out.Write(o.at, line); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) review(o *object, claim evidence.ID) error {
	line := formats.Line{
		"claim": string(claim), "alternateName": o.text("explanation"), "verdict": jsondoc.Text(o.more["verdict"]),
	}
	line.Set("publisher", string(r.idOf(jsondoc.Text(o.more["publisher_ref"]))))
	line.Set("url", addressOf(o))
	line.Set("datePublished", jsondoc.Text(o.more["date_published"]))
	for field, name := range map[string]string{
		"ratingValue": "rating_value", "bestRating": "best_rating", "worstRating": "worst_rating",
		"citesQuotes": "cites_quotes", "basis": "basis", "reservations": "reservations",
	} {
		if v := o.more[name]; v != nil {
			line[field] = v
		}
	}
	if cites := r.all(o.more["cites_refs"]); len(cites) > 0 {
		line["cites"] = cites
	}
	return r.node(o, o.key(evidence.KindReview), line)
}

// linkConfidence returns the confidence that an object states: a number as it is, a word by its scale, what is neither
// unchanged, so that the import refuses it; nil where it is unknown.
func linkConfidence(o *object) any {
	stated := o.all["confidence"]
	if text, word := stated.(string); word {
		if n, known := confidenceOf(text); known {
			return numberOrNil(n)
		}
		return text
	}
	if stated != nil {
		return stated
	}
	for _, predicate := range []string{
		"admiralty-scale:information-credibility", "estimative-language:confidence-in-analytic-judgment",
		"estimative-language:likelihood-probability",
	} {
		value := strings.ReplaceAll(labelOf(o, predicate), "-", " ")
		if predicate == "admiralty-scale:information-credibility" && value != "" {
			value = "credibility " + value
		}
		if n, known := confidenceOf(value); known {
			return numberOrNil(n)
		}
	}
	return nil
}

func numberOrNil(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}

// scales are the values that STIX 2.1 gives the words of scales, in lower case. The Admiralty grade 6 is no value but
// the absence of one, and stands apart.
var scales = map[string]int{
	"none": 0, "low": 15, "med": 50, "medium": 50, "moderate": 50, "high": 85, // None, Low, Med, High
	// Words of estimative probability.
	"impossible": 0, "highly unlikely/almost certainly not": 10, "unlikely/probably not": 30, "even chance": 50,
	"likely/probable":              70,
	"highly likely/almost certain": 90, "certain": 100,
	// DNI.
	"almost no chance/remote": 5, "almost no chance": 5, "remote": 5, "very unlikely/highly improbable": 15,
	"very unlikely": 15, "highly improbable": 15,
	"unlikely/improbable": 30, "unlikely": 30, "improbable": 30, "roughly even chance/roughly even odds": 50,
	"roughly even change/roughly even odds": 50,
	"roughly even chance":                   50, "roughly even odds": 50, "likely": 70, "probable": 70,
	"very likely/highly probable": 85, "very likely": 85,
	"highly probable": 85, "almost certain/nearly certain": 95, "nearly certain/almost certain": 95,
	"nearly certain": 95, "almost certain": 95,
	// Admiralty, credibility of information.
	"credibility 1": 90, "credibility 2": 70, "credibility 3": 50, "credibility 4": 30, "credibility 5": 10,
	"1 - confirmed by other sources": 90, "2 - probably true": 70, "3 - possibly true": 50, "4 - doubtful": 30,
	"5 - improbable": 10,
}

var ofTen = regexp.MustCompile(`^(\d|10)(?:/| of )10$`)

// confidenceOf returns the confidence that a word of a scale stands for, nil for one that says it is not known; known
// is false of what is on no scale. "7/10" is of the scale from 0 to 10.
func confidenceOf(text string) (confidence *int, known bool) {
	text = strings.Join(strings.Fields(strings.ToLower(text)), " ")
	text = strings.NewReplacer(" / ", "/", "/ ", "/", " /", "/").Replace(text)
	if strings.HasPrefix(text, "6 - ") || text == "credibility 6" {
		return nil, true
	}
	if parts := ofTen.FindStringSubmatch(text); parts != nil {
		n := 10
		if parts[1] != "10" {
			n = int(parts[1][0] - '0')
		}
		n *= 10
		return &n, true
	}
	n, known := scales[text]
	if !known {
		return nil, false
	}
	return &n, true
}
