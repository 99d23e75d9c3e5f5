package audit

// Guide says what a code means to whoever reads a finding.
type Guide struct {
	Code     Code
	Meaning  string // when a finding has the code; it begins in small letters and has no full stop
	Severity string // how grave it is, and when
	Remedy   string // what to do about it, as whole sentences
}

// Guides returns what each code means, in the order of [Codes]. Reports and the help have it from here.
func Guides() []Guide {
	return []Guide{
		{CircularReporting, "sources take from each other in a circle", "HIGH if nothing enters it from outside, else MEDIUM",
			"Find out which of them had it first and from whom, and record that. Until then do not cite them for one another."},
		{CommonOrigin, "two or more sources of one side rest on one origin; origins behind the same sources are one finding",
			"MEDIUM if two of them count once, LOW if they only overlap",
			"Cite the origin itself, and count its users once. Look for sources that do not rest on it."},
		{CommonOwner, "two or more outlets of one side's sources have one ultimate owner at the moment: by steps over 50 percent or not stated, " +
			"or by effective shares (products along chains, added up) over 50 percent, so that two shells with half each hide nobody",
			"HIGH if all sources of the side are of that owner's outlets, else MEDIUM",
			"Name the owner wherever the outlets are cited. Look for a source that it does not own."},
		{TextCopy, "copies of one text are recorded, of at least the policy's share, by sources that say so or that nobody has looked at",
			"MEDIUM if confirmed, LOW if only suggested",
			"Compare the texts, and confirm or reject what is only suggested: credence review."},
		{SelfCorroboration, "a declared corroboration names one source twice, or two of one outlet or author, or one alone that is the claimant's " +
			"or the only outlet that supports the claim", "HIGH; MEDIUM for one outlet or author",
			"Do not repeat that it is corroborated. Look for another source, or retract the declaration if it was recorded by mistake."},
		{DependentCorroboration, "a declared corroboration is not independent", "HIGH if two of its sources have the same basis, else MEDIUM",
			"Do not repeat that it is confirmed independently. Say what the sources share."},
		{UnknownCorroboration, "nobody can know whether a declared corroboration is independent", "MEDIUM; LOW if it names no counterpart",
			"Ask the sources what they rest on, and record it. Until then say that independence is not known."},
		{UndisclosedDerivation, "sources have a confirmed copy of a text to which no declared link leads; or sources that declare no link quote five words " +
			"in a row that an earlier one quotes, not the claim's own and not recorded of both from one place", "HIGH for a copy, LOW for words",
			"Count the sources once. Compare the texts, and ask the later ones where they have the words from."},
		{Anachronism, "a declared link leads to a later source, and does not count", "MEDIUM if its source is left with no other, else LOW",
			"Check both dates and the direction of the link, and correct what is wrong."},
		{MissingOrigin, "a source that is rested on names no origin", "MEDIUM if nothing of the side is demonstrated, else LOW",
			"Ask it what it rests on, and record the answer. Until then its independence is presumed, not shown."},
		{RetractedUpstream, "sources take from one that its publisher has withdrawn. A link that was retracted here is no evidence any more, so nothing rests on it",
			"HIGH if one is left with nothing that is in force, else MEDIUM",
			"Find out why it was withdrawn, and whether its users have corrected what they took. Cite neither until then."},
		{ContradictsOwnSource, "a source of one side takes from a source of the other; those that take it from there are told with it", "HIGH",
			"Read both: the later one has misread its source, refutes it, or is recorded on the wrong side. Correct the record, or cite the origin."},
		{ContradictedClaim, "claims exclude each other: a contradiction is recorded, which is the proof, or they give different values of one item",
			"MEDIUM if two of them have a demonstrated line, else LOW",
			"Weigh both claims before you use one of them, and name the other: credence truth."},
		{Bottleneck, "all grounded sources of a side, two or more, go through one source", "HIGH from three on, MEDIUM with two",
			"Treat the side as one source. Check that one, and look for a way that does not lead through it."},
		{UnreciprocatedOwnership, "an ownership above an outlet is recorded not to be stated by the other side (`reciprocated`)", "LOW",
			"Look the ownership up in a register, and record what it says."},
		{UncheckableOrigin, "demonstrated lines of a side end in what nobody else could check: a record without an address, or a date together " +
			"with an outlet or author, that no curator confirmed", "MEDIUM if that is every demonstrated line, else LOW",
			"Record the address, or the date with the outlet or author; or have a second person confirm it: credence confirm."},
		{PossibleDuplicate, "records behind a side may be one source, and nobody has merged or denied them",
			"MEDIUM if two sources of the side rest on different ones, else LOW",
			"Look at both records, and merge or deny them: credence same."},
		{Burst, "three or more outlets that the graph knows from this claim alone take one side of it within a day; with those of no known day that are " +
			"first-hand by a bare flag or name all they rest on, and sites of no recorded outlet that do",
			"HIGH if the side has no other source, and each has its day or the flag, else MEDIUM",
			"Find out who is behind the outlets before you count them: owners, addresses, earlier items."},
	}
}

// Guide returns what a code means, empty if there is no such code.
func (c Code) Guide() Guide {
	for _, g := range Guides() {
		if g.Code == c {
			return g
		}
	}
	return Guide{}
}
