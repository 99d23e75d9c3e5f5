// Package bods reads the Beneficial Ownership Data Standard: who owns and controls companies.
package bods

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
)

// Format reads statements of the Beneficial Ownership Data Standard 0.4, and those of 0.2 and 0.3 as if they were of
// 0.4 (see [oldReader]): a list of them or one a line.
//
//	entity: recordDetails.name, jurisdiction.code, entityType.type   organization: name, country, kind
//	person: recordDetails.names                                      person: name, the legal one first; a person
//	                                                                 without a name is called "a person who is not
//	                                                                 named"
//	relationship: subject, interestedParty                           ownership: asset, owner
//	interests: share.exact, else minimum                             share; of a range the lower end, which is
//	                                                                 certain, and the range as justification
//	interests: startDate, endDate                                    validFrom, validTo
//	recordStatus closed, without an endDate                          validTo: the date of the statement
//	interests: type, directOrIndirect, details                       justification, in words
//	source.url, else description                                     recordedFrom
//
// The recordId is the key (the statementId if there is none): statements about one record are versions of one
// thing. The latest by its statementDate is in force, else by its publicationDate; of one day the one that was
// published later, then the one that closes. What an earlier statement about a relationship says and this one does
// not ends when the first of the interests begins that are open now, else at the date of this statement: so an
// ownership whose share changed is two in a row. Interests of one relationship with one startDate are one ownership:
// the share is that of the shareholding, else of the voting rights, else of the first that has one.
//
// Lost: interests that are neither ownership nor control (seats on a board, nominees), listed in one note, as are
// relationships whose owner is not known; annotations, identifiers, addresses, further names. An endDate is the last
// day in some data and the first day after it in other; it is taken as it is.
func Format() formats.Format {
	const about = "who owns what, in Beneficial Ownership Data Standard 0.2 to 0.4"
	return formats.Format{
		Name: "bods", About: about,
		Becomes: "statements become organizations, persons and ownerships with days and shares; a later statement about a " +
			"relationship, or one that closes it, ends what the earlier one said",
		Loses:     "interests that are neither ownership nor control; annotations, addresses, further names",
		Version:   "statementDate or publicationDate",
		Recognise: recognise, Read: read,
	}
}

func recognise(_ string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	has := func(name string) bool { return bytes.Contains(head, []byte(`"`+name+`"`)) }
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return false
	}
	return has("recordType") && (has("recordDetails") || has("statementId")) ||
		has("statementType") && (has("statementID") || has("statementId"))
}

// noOwnership are the types of interests that give neither ownership nor control.
var noOwnership = []string{"boardMember", "boardChair", "seniorManagingOfficial", "nominee", "nominator"}

func read(ctx context.Context, doc formats.Document, out formats.Lines) error {
	b := &reader{out: out, lost: formats.PassedOver{}}
	b.old = &oldReader{read: b.statement, roots: map[string]string{}}
	err := jsondoc.Items(ctx, doc, out, func(at string, item map[string]any) error {
		if item["recordType"] == nil && item["statementType"] != nil {
			return b.old.take(at, item)
		}
		return b.statement(at, item)
	})
	if err == nil {
		err = b.old.finish()
	}
	b.lost.Report(out)
	return err
}

// statement reads a statement of version 0.4.
func (b *reader) statement(at string, item map[string]any) error {
	id := cmp.Or(jsondoc.Text(item["recordId"]), jsondoc.Text(item["statementId"]))
	if id != "" {
		at += " " + id
	}
	details, ok := item["recordDetails"].(map[string]any)
	v := versionOf(item)
	kind := jsondoc.Text(item["recordType"])
	switch {
	case id == "":
		return b.out.Reject(at, "recordId", "missing; expected the id of the record")
	case !ok && kind == "relationship" && v.closed && v.edition != "":
		return v.end(b.out, at, id, nil)
	case !ok:
		return b.out.Reject(at, "recordDetails", "missing; expected an object")
	}
	switch kind {
	case "entity":
		return b.entity(at, id, v, details)
	case "person":
		line := formats.Line{"type": "person", "id": "person:" + id, "name": personName(details)}
		line.Set("edition", v.edition)
		return b.out.Write(at, line)
	case "relationship":
		return b.relationship(at, id, v, item, details)
	default:
		return b.out.Reject(at, "recordType", fmt.Sprintf("found %.40q; expected person, entity or relationship", kind))
	}
}

type reader struct {
	out  formats.Lines
	lost formats.PassedOver
	old  *oldReader
}

func (b *reader) entity(at, id string, v version, details map[string]any) error {
	line := formats.Line{
		"type": "organization", "id": "organization:" + id,
		"name": cmp.Or(jsondoc.Text(details["name"]), "an entity that is not named"),
	}
	if kind, ok := details["entityType"].(map[string]any); ok {
		line.Set("kind", jsondoc.Text(kind["type"]))
	}
	if place, ok := details["jurisdiction"].(map[string]any); ok {
		// of a region: its country
		if code := jsondoc.Text(place["code"]); len(code) >= 2 && (len(code) == 2 || code[2] == '-') {
			line["country"] = strings.ToUpper(code[:2])
		}
	}
	if v.edition != "" {
		line["edition"] = v.edition
		line.Clear("kind", "country")
	}
	return b.out.Write(at, line)
}

func personName(details map[string]any) string {
	name := ""
	for _, n := range jsondoc.List(details["names"]) {
		if n, ok := n.(map[string]any); ok {
			full := cmp.Or(jsondoc.Text(n["fullName"]),
				strings.TrimSpace(jsondoc.Text(n["givenName"])+" "+jsondoc.Text(n["familyName"])))
			if full != "" && (name == "" || jsondoc.Text(n["type"]) == "legal") {
				name = full
			}
		}
	}
	return cmp.Or(name, "a person who is not named")
}

func (b *reader) relationship(at, id string, v version, item, details map[string]any) error {
	asset, owner := endOf(details["subject"]), endOf(details["interestedParty"])
	if asset == "" {
		return b.out.Reject(at, "subject", "names no record; expected the recordId of an entity")
	}
	interests, fault := b.interests(details)
	if fault != "" {
		return b.out.Reject(at, "interests", fault)
	}
	if v.edition != "" {
		begun := interests
		if owner == "" {
			begun = nil // whose they are is not said
		}
		for _, of := range append([]string{id}, b.old.merged(item)...) {
			if err := v.end(b.out, at, of, begun); err != nil {
				return err
			}
		}
	}
	if v.closed && v.edition != "" && len(jsondoc.List(details["interests"])) == 0 {
		return nil
	}
	if owner == "" {
		b.lost.Count("a relationship whose owner is not known")
		return nil
	}
	for len(interests) > 0 {
		n := 1
		for n < len(interests) && interests[n].from == interests[0].from {
			n++
		}
		line := ownershipOf(interests[:n])
		line["asset"], line["owner"] = asset, owner
		v.complete(line, id, item)
		if err := b.out.Write(at, line); err != nil {
			return err
		}
		interests = interests[n:]
	}
	return nil
}

// complete states what the statement, of record id and in this version, says of an ownership apart from its interests.
func (v version) complete(line formats.Line, id string, item map[string]any) {
	if v.closed && line["validTo"] == nil {
		line.Set("validTo", jsondoc.Day(item["statementDate"]))
	}
	if source, ok := item["source"].(map[string]any); ok {
		line.Set("recordedFrom", cmp.Or(jsondoc.Text(source["url"]), jsondoc.Text(source["description"])))
	}
	if v.edition != "" {
		line["record"], line["edition"] = recordName(id), v.edition
		line.Clear("sharePercent", "validTo", "justification")
	}
}

// interests returns the interests that are ownership or control, by their first days, those of one day by how well
// they tell the share.
func (b *reader) interests(details map[string]any) (interests []interest, fault string) {
	all := jsondoc.List(details["interests"])
	for _, raw := range all {
		fields, ok := raw.(map[string]any)
		if !ok {
			return nil, "an interest is not an object; expected type, share and dates"
		}
		i := interestOf(fields)
		if slices.Contains(noOwnership, i.kind) {
			b.lost.Count("an interest of type " + i.kind)
			continue
		}
		interests = append(interests, i)
	}
	if len(all) == 0 {
		return []interest{{}}, "" // that there is one is stated, if not which
	}
	slices.SortStableFunc(interests, func(a, b interest) int {
		return cmp.Or(cmp.Compare(a.from, b.from), a.rank()-b.rank())
	})
	return interests, ""
}

// endOf returns the record that an end names; "" if it says why it names no record.
func endOf(v any) string {
	if text, ok := v.(string); ok {
		return strings.TrimSpace(text)
	}
	return ""
}

type interest struct {
	kind, from, to string
	share          *float64
	words          []string
}

func interestOf(fields map[string]any) interest {
	i := interest{
		kind: camel(jsondoc.Text(fields["type"])), from: jsondoc.Day(fields["startDate"]),
		to: jsondoc.Day(fields["endDate"]),
	}
	what := i.kind
	if how := cmp.Or(jsondoc.Text(fields["directOrIndirect"]), jsondoc.Text(fields["interestLevel"])); how != "" {
		what = strings.TrimSpace(how + " " + what)
	}
	if share, ok := fields["share"].(map[string]any); ok {
		i.share = number(share["exact"])
		low, high := cmp.Or(number(share["minimum"]),
			number(share["exclusiveMinimum"])), cmp.Or(number(share["maximum"]), number(share["exclusiveMaximum"]))
		switch {
		case i.share != nil:
		case low != nil && high != nil:
			what += fmt.Sprintf(" of %v to %v percent", *low, *high)
		case low != nil:
			what += fmt.Sprintf(" of at least %v percent", *low)
		case high != nil:
			what += fmt.Sprintf(" of at most %v percent", *high)
		}
		if i.share == nil && low != nil && *low > 0 {
			i.share = low
		}
	}
	for _, text := range []string{what, jsondoc.Text(fields["details"])} {
		if text != "" {
			i.words = append(i.words, text)
		}
	}
	return i
}

// number returns a number; true and false (an exclusiveMinimum of older data) are not numbers.
func number(v any) *float64 {
	if _, isNumber := v.(json.Number); !isNumber {
		return nil
	}
	return jsondoc.Number(v)
}

// rank orders the interests by how well their share says what is owned.
func (i interest) rank() int {
	rank := 2
	switch i.kind {
	case "shareholding":
		rank = 0
	case "votingRights":
		rank = 1
	}
	if i.share == nil {
		rank += 3
	}
	return rank
}

// ownershipOf makes one line of interests that begin on one day, the one that says most in front. It ends when the
// last of them does.
func ownershipOf(interests []interest) formats.Line {
	line := formats.Line{"type": "ownership"}
	line.Set("validFrom", interests[0].from)
	if interests[0].share != nil {
		line["sharePercent"] = *interests[0].share
	}
	until := interests[0].to
	var words []string
	for _, i := range interests {
		if until != "" && (i.to == "" || evidence.Date(until).Before(evidence.Date(i.to))) {
			until = i.to
		}
		words = append(words, i.words...)
	}
	line.Set("validTo", until)
	line.Set("justification", strings.Join(words, "; "))
	return line
}
