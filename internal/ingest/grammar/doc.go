// Package grammar reads the lines of Credence's own format, JSON Lines: it says which types of lines there are, which
// fields they have, and what record a line makes.
//
// # The format
//
// A file holds one JSON object a line, in UTF-8; blank lines and a byte order mark are passed over. Every object has a
// "type". Order does not matter, within a file or between the files of one import.
//
// Ids are the user's own keys, unique for each type and kept: the claim "c1" has the global id "claim:c1". A key is any
// text of 1 to 512 bytes without control characters that does not begin or end in white space. Wherever a node is named
// its key is enough; the global id is accepted too, and needed where a bare key is found under two kinds (the ends of
// ownership and funding can be of two) and of the holder of an interest, who can be of four kinds.
//
// A field that is missing changes nothing, null clears what was recorded, and so does "" where a text is expected.
// Dates are YYYY-MM-DD, YYYY-MM or YYYY; those of a source may have a time of day and a zone, in a field of its own
// (publishedAt 2024-10-05 and publishedTime 08:10+02:00, as they are exported) or together (publishedAt
// 2024-10-05T08:10+02:00). Fields below are texts if nothing else is said; text, title, name, item and value have at
// most 64 KB; the text of a source has at most 2 MB.
//
// Nodes, with the fields that each can have; only those marked * must be known, from this line, another line about the
// same node, or the graph:
//
//	claim         id*, text*, name (a few words for lists), item and value (claims with one item and different values
//	              compete; a value needs an item), tags (list), language, claimant, claimDate
//	source        id*, kind (DOCUMENT DATASET STATEMENT TESTIMONY IMAGERY RECORDING FILING INTERCEPT ARTICLE
//	              WIRE_REPORT INVESTIGATION ANALYSIS REPORT SOCIAL_POST PRESS_RELEASE FACT_CHECK OTHER; default
//	              OTHER), identity (NAMED CATEGORY UNNAMED; default NAMED), title, url (http or https), publishedAt,
//	              publishedTime, withdrawnAt, withdrawnTime, language, firsthand (a number from 0 to 1, true or
//	              false), reliability (A to F), outlet (id), authors (list of ids of persons), text (its words, kept
//	              apart under their fingerprint and looked at for copies), fingerprint (of words that are not given:
//	              32 hexadecimal digits)
//	outlet        id*, name*, domains (list of host names), country, kind (NEWS WIRE BROADCASTER THINK_TANK GOVERNMENT
//	              NGO ACADEMIC FACT_CHECKER SOCIAL OTHER; default OTHER), reliability (A to F)
//	organization  id*, name*, country, kind (in words)
//	person        id*, name*
//	review        id*, claim* (id), verdict* (TRUE MOSTLY_TRUE MIXTURE MOSTLY_FALSE FALSE UNPROVEN OTHER),
//	              alternateName* (the verdict in the publisher's words), publisher (id of an outlet), url,
//	              datePublished, ratingValue, bestRating, worstRating (numbers), cites (list of ids of sources),
//	              citesQuotes, basis, reservations (lists of quotes)
//
// Assertions; those marked * must be on the line:
//
//	statement      source*, claim*, stance* (SUPPORTS REFUTES MENTIONS), strength (above 0 to 1; default 1)
//	derivation     from* and to* (sources: from takes from to), kind* (CITES QUOTES SYNDICATES TRANSLATES
//	               DERIVED_FROM), claims (list of ids: the claims that it holds for; default all), weight (above 0;
//	               default 1), detector, status (SUGGESTED CONFIRMED REJECTED; default CONFIRMED)
//	copy           from*, to*, copiedShare* (the share copied, 0 to 1), claims, weight, detector, status
//	               (default SUGGESTED)
//	corroboration  claim*, sources* (list of one or more): a declaration that they confirm it independently
//	same           kind* (claim source outlet organization person), ids* (list of two or more that are one)
//	ownership      asset* (outlet or organization), owner* (organization or person), sharePercent (above 0 to 100),
//	               validFrom, validTo (the first day on which it no longer holds), reciprocated (true or false:
//	               whether the other side states it too; default unknown)
//	funding        recipient* (outlet or organization), funder* (organization or person), validFrom, validTo
//	relation       from*, kind* (PART_OF CONTRADICTS), to* (claims)
//	interest       holder* (the global id of a source, outlet, organization or person), claim or tag (a tag of claims),
//	               direction* (FOR: the holder gains if the claim is believed; AGAINST: if it is not), kind (PARTY
//	               GOVERNMENT OWNER COMMERCIAL POLITICAL OTHER; default OTHER), validFrom, validTo
//	leaning        outlet*, scheme*, value*, ratedBy*, ratedAt: what somebody rates an outlet as
//	confirmation   source*: a curator confirms how the basis of it is recorded, by what is recorded of it then
//	distinct       kind* (as of same), ids* (list of two that are not one, and are never to be suggested as one again)
//	edition        record*, edition*, until (a day), states (list of ids of links): which version of a record is in
//	               force, see below
//
// and on every assertion:
//
//	quote          the words that say so
//	locator        where they stand: "line 6" and "lines 4-7" are understood, anything else is kept as it is
//	quotes         more of them: a list of {"exact", "prefix", "suffix", "startLine", "endLine", "locator"}; it
//	               follows quote, and one of the three replaces all quotes recorded before
//	recordedFrom   the document or person it was taken from; default: the name of the file ("" or null = it is not
//	               known)
//	confidence     0 to 100, in this assertion
//	justification  why it was recorded
//
// # What makes two lines one record
//
// Nodes: type and id. A statement: source, claim and stance. A derivation or copy: from, to, kind and the set of
// claims. A corroboration: claim and set of sources. A same: each pair. A distinct: the pair. An ownership or funding:
// both ends and validFrom. An interest: all of it but validTo. A leaning: all of it but the value. A confirmation: the
// source. A relation: all of it. Several lines about one record are
// merged, each over the earlier ones in the order of the files, and recorded once; merged over what the graph has,
// they replace it where they differ. So importing a file twice changes nothing: a confirmation, too, keeps the time at
// which it was first recorded, and does not speak for what was recorded since. In one import confirmations are
// recorded after what they confirm, wherever they stand.
//
// # Versions
//
// Files hold records in several versions, and arrive in any order. A line may say of which version it is:
//
//	edition        on a line about a node, on an assertion (but a confirmation or distinct) and of type edition: when
//	               the version was made, a date or time, and after a space what distinguishes versions of one time
//	record         on an assertion, beside edition: the name of the record that states it, such as "bods r1"; of type
//	               edition also the global id of a node
//
// Of several versions the latest is in force, in a file, in the files of one import and, since the graph remembers
// which version it has (see evidence.Edition), between imports: lines of an older one are passed over, and a note says
// so where the graph has a later one. Of versions of one time the one that comes last is in force. An ownership,
// funding or interest that the version in force does not state ends on the day that its line of type edition gives as
// until; without that, and of other kinds, the link is retracted, as one of a record that was revoked, of which there
// is a line of type edition alone. What a reader of another format leaves empty clears what there is only in a version
// that is newer than that of the graph. A line without an edition is in force whatever the version, and so is what
// somebody records by hand, until a version that is not older states otherwise. A version of which some line is bad is
// not noted, and ends nothing. A link that two records state ends with either.
//
// # How a line is read
//
// A line is first checked by the standard library to be valid JSON and then taken apart by a small scanner, because
// the standard decoder neither finds a field that occurs twice nor distinguishes a missing field from null, and
// because a scanner that can rely on valid input is short.
package grammar
