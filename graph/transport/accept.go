package transport

import (
	"mime"
	"strconv"
	"strings"
)

const (
	typeJSON     = "application/json"
	typeResponse = "application/graphql-response+json"
	typeEvents   = "text/event-stream"
	typeParts    = "multipart/mixed"
)

// acceptable is what a client takes for an answer.
type acceptable struct {
	// json is the type of JSON that the client likes best, "" if it takes none.
	json string
	// stream is how it takes a subscription, nil if it takes none.
	stream *framing
}

// acceptableTo reads what a client accepts. Without a header, or with an empty one, that is plain JSON, as "GraphQL
// over HTTP" has it. Of the two types of JSON the one with the greater weight is taken, of equal ones the one named
// first, and plain JSON for whoever names neither and takes anything.
func acceptableTo(headers []string) acceptable {
	ranges := mediaRanges(headers)
	if ranges == nil {
		return acceptable{json: typeJSON}
	}
	best, first := weight(ranges, typeJSON)
	a := acceptable{json: typeJSON}
	if q, place := weight(ranges, typeResponse); q > best || q == best && place < first {
		a.json, best = typeResponse, q
	}
	if best == 0 {
		a.json = ""
	}
	a.stream = streamTo(ranges)
	return a
}

// streamTo returns how a subscription is sent to a client, nil if it takes neither Server-Sent Events nor the parts of
// Apollo Client, which must say that it means those.
func streamTo(ranges []mediaRange) *framing {
	best, first := weight(ranges, typeEvents)
	for place, r := range ranges {
		if r.name == typeParts && r.spec == partsSpec && (r.weight > best || r.weight == best && place < first) {
			return &parts
		}
	}
	if best > 0 {
		return &serverSentEvents
	}
	return nil
}

// mediaRange is an entry of an Accept header, such as text/*;q=0.5.
type mediaRange struct {
	name   string
	spec   string // the version of Apollo's protocol for subscriptions; "" = it is not one of its
	weight float64
}

// mediaRanges returns what an Accept header lists, nil if it lists nothing. What cannot be read is left out.
func mediaRanges(headers []string) []mediaRange {
	list := strings.Join(headers, ",")
	if strings.TrimSpace(list) == "" {
		return nil
	}
	ranges := []mediaRange{}
	for _, entry := range strings.Split(list, ",") {
		name, parameters, err := mime.ParseMediaType(strings.TrimSpace(entry))
		if err != nil {
			continue
		}
		r := mediaRange{name, parameters["subscriptionspec"], 1}
		if q, given := parameters["q"]; given {
			r.weight, _ = strconv.ParseFloat(q, 64) // what is no number rules the type out
		}
		ranges = append(ranges, r)
	}
	return ranges
}

// weight returns how much a type is wanted, 0 if it is not, and the place of the entry that says so: the one that names
// it, else that of its group (text/*), else that of any type.
func weight(ranges []mediaRange, mediaType string) (q float64, place int) {
	group, _, _ := strings.Cut(mediaType, "/")
	for _, name := range []string{mediaType, group + "/*", "*/*"} {
		for i, r := range ranges {
			if r.name == name {
				return r.weight, i
			}
		}
	}
	return 0, len(ranges)
}
