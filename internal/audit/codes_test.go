package audit_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/audit"
)

// TestCodes holds, for each code, graphs that show it against what comes out by hand: every finding of the code, its
// links and its nodes; and graphs that come near to it and do not show it.
func TestCodes(t *testing.T) {
	for _, c := range []struct {
		code    audit.Code
		name    string
		drawing string
		want    []string // as lines writes them
		nodes   string   // of the first
		steps   string
	}{
		{audit.CircularReporting, "nothing enters", "+ wiki paper blog; wiki <- paper; paper <- wiki; blog <- paper",
			[]string{`HIGH CIRCULAR_REPORTING 3: "paper" and "wiki" take from each other in a circle, and nothing ` +
				`enters it from outside: 3 supporters of "It is c" rest on it and on nothing else.`},
			"paper wiki blog", "paper CITES wiki; wiki CITES paper; blog CITES paper"},
		{audit.CircularReporting, "a document enters", "+ wiki paper; wiki <- paper; paper <- wiki,doc",
			[]string{`MEDIUM CIRCULAR_REPORTING 1: "paper" and "wiki" take from each other in a circle, which is ` +
				`entered at "paper": 2 supporters of "It is c" rest on it. What enters it counts once, so the count ` +
				`is 1 too high.`},
			"paper wiki doc", "paper CITES wiki; wiki CITES paper; paper CITES doc"},
		{audit.CircularReporting, "two rounds through one", "+ a b d; a <- b; b <- a,d; d <- b",
			[]string{`HIGH CIRCULAR_REPORTING 3: "a", "b" and "d" take from each other in a circle, and nothing enters it ` +
				`from outside: 3 supporters of "It is c" rest on it and on nothing else.`},
			"a b d", "a CITES b; b CITES a; b CITES d; d CITES b"},
		{audit.CircularReporting, "itself", "+ wiki log; wiki <- wiki",
			[]string{`HIGH CIRCULAR_REPORTING 1: "wiki" takes from itself, and nothing enters it from outside: 1 ` +
				`supporter of "It is c" rests on it and on nothing else.`},
			"wiki", "wiki CITES wiki"},
		{audit.CircularReporting, "a chain is no circle", "+ wiki paper; wiki <- paper; paper <- doc", nil, "", ""},

		// Shares in doc: 1 and 1/2, of which the largest is not too many.
		{audit.CommonOrigin, "overlap", "+ x y; x <- doc; y <- doc,memo",
			[]string{`LOW COMMON_ORIGIN 0.5: 2 supporters of "It is c" rest on "doc". What they take from it counts ` +
				`once, so the count is 0.5 too high.`},
			"doc x y", "x CITES doc; y CITES doc"},
		// Of each half of x and all of y, of which the largest is not too many.
		{audit.CommonOrigin, "two behind the same two", "+ x y log; x <- doc,memo; y <- x",
			[]string{`MEDIUM COMMON_ORIGIN 1: 2 supporters of "It is c" rest on "doc" and "memo". What they take from ` +
				`them counts once, so the count is 1 too high.`},
			"doc memo x y", "x CITES doc; x CITES memo; y CITES x"},
		{audit.CommonOrigin, "a circle, a bottleneck or a copy says it of the same sources",
			"+ x y log; x <- y,doc; y <- x; - a b; a <- doc; b <- doc", nil, "", ""},
		{audit.CommonOrigin, "a confirmed copy says it", "+ echo blog log; echo ~ blog .9 CONFIRMED", nil, "", ""},
		{audit.CommonOrigin, "count once, the origin among them", "+ ap x y log; x <= ap; y <= x",
			[]string{`MEDIUM COMMON_ORIGIN 2: 3 supporters of "It is c" rest on "ap". What they take from it counts ` +
				`once, so the count is 2 too high.`},
			"ap x y", "x SYNDICATES ap; y SYNDICATES x"},
		{audit.CommonOrigin, "each its own", "+ x y; x <- doc; y <- memo", nil, "", ""},

		// north 60 of 90 percent = 54; three sources, so .15 twice.
		{audit.CommonOwner, "along a chain", "+ a b d; a : outlet=north; b : outlet=south; d : outlet=south; north " +
			"owner press 60; press owner house 90; south owner house",
			[]string{`HIGH COMMON_OWNER 0.3: house owns north (54%) and south (share not stated), which publish 3 ` +
				`supporters of "It is c".`},
			"house north south a b d", "north owned by press; press owned by house; south owned by house"},
		{audit.CommonOwner, "not all of them",
			"+ a b d; a : outlet=north; b : outlet=south; north owner house; south owner house 51",
			[]string{`MEDIUM COMMON_OWNER 0.15: house owns north (share not stated) and south (51%), which publish ` +
				`2 supporters of "It is c".`},
			"house north south a b", "north owned by house; south owned by house"},
		{audit.CommonOwner, "half is no control, and one outlet is no two",
			"+ a b d; a : outlet=north; d : outlet=north; b : outlet=south; north owner house; south owner house 50",
			nil, "", ""},

		{audit.TextCopy, "suggested", "+ echo blog; echo ~ blog .9",
			[]string{`LOW TEXT_COPY 0.9: In the evidence for "It is c", "echo" copies 90% of "blog" (suggested, not ` +
				`confirmed).`},
			"echo blog", "echo COPIES blog"},
		{audit.TextCopy, "confirmed, the later is the copier",
			"+ echo blog; blog <- echo,log; echo : date=2024-01; blog : date=2024-02; echo ~ blog .8 CONFIRMED",
			[]string{`MEDIUM TEXT_COPY 0.8: In the evidence for "It is c", "blog" copies 80% of "echo" (found and ` +
				`confirmed).`},
			"blog echo", "echo COPIES blog"},
		{audit.TextCopy, "every pair of three", "+ a b d; d ~ a .9; b ~ a .8; d ~ b .85",
			[]string{`LOW TEXT_COPY 1.7: In the evidence for "It is c", "b" and "d" copy 80% to 90% of "a" (suggested, ` +
				`not confirmed).`},
			"b d a", "b COPIES a; d COPIES a; d COPIES b"},
		{audit.TextCopy, "confirmed and not declared: told as undisclosed", "+ echo blog; echo ~ blog .8 CONFIRMED",
			nil, "", ""},
		{audit.TextCopy, "rejected, or too little", "+ echo blog log; echo ~ blog .9 REJECTED; log ~ blog .4 CONFIRMED",
			nil, "", ""},

		{audit.SelfCorroboration, "one source by two ids", "+ a b; & a b; same source a b",
			[]string{`HIGH SELF_CORROBORATION 1: "a" and "a" are declared to confirm "It is c" independently, but "a" is ` +
				`named twice, under two ids of one source.`},
			"a a", "declared of c"},
		{audit.SelfCorroboration, "one outlet", "+ a b; & a b; a : outlet=north; b : outlet=north",
			[]string{`MEDIUM SELF_CORROBORATION 1: "a" and "b" are declared to confirm "It is c" independently, but "a" ` +
				`and "b" are of one outlet, north.`},
			"a b", "declared of c"},
		{audit.SelfCorroboration, "one author", "+ a b; & a b; a : authors=ann; b : authors=ann,bob",
			[]string{`MEDIUM SELF_CORROBORATION 1: "a" and "b" are declared to confirm "It is c" independently, but "a" ` +
				`and "b" have one author, ann.`},
			"a b", "declared of c"},
		{audit.SelfCorroboration, "nobody else", "+ a b; & a; a : outlet=north; b : outlet=north",
			[]string{`HIGH SELF_CORROBORATION 1: "a" is declared to confirm "It is c", but no other source supports ` +
				`it: it corroborates itself.`},
			"a", "declared of c"},
		{audit.SelfCorroboration, "the claimant", "+ a b; & a; c by north; a : outlet=north",
			[]string{`HIGH SELF_CORROBORATION 1: "a" is declared to confirm "It is c", but north made the claim in ` +
				`the first place.`},
			"a", "declared of c"},
		{audit.SelfCorroboration, "two outlets, two authors",
			"+ a b; & a b; & a; a : outlet=north authors=ann; b : outlet=south authors=bob", nil, "", ""},

		{audit.DependentCorroboration, "the same basis", "+ a b; & a b; b <= a",
			[]string{`HIGH DEPENDENT_CORROBORATION 1: "a" and "b" are declared to confirm "It is c" independently, but ` +
				`"a" and "b" rest on the same and count once: "b" rests on "a" (100%).`},
			"a b", "declared of c; b SYNDICATES a"},
		{audit.DependentCorroboration, "half", "+ a b; & a b; a <- x,y; b <- y,z",
			[]string{`MEDIUM DEPENDENT_CORROBORATION 0.5: "a" and "b" are declared to confirm "It is c" independently, ` +
				`but "a" and "b" overlap by 50%: both rest on "y" (50% and 50%).`},
			"a b", "declared of c; a CITES y; b CITES y"},
		{audit.DependentCorroboration, "nothing shared", "+ a b; & a b; a <- x; b <- y", nil, "", ""},

		{audit.UnknownCorroboration, "one is silent", "+ a b; & a b; b : kind=ARTICLE",
			[]string{`MEDIUM UNKNOWN_CORROBORATION 1: "a" and "b" are declared to confirm "It is c" independently, but ` +
				`this cannot be known: "b" does not name everything it rests on.`},
			"a b", "declared of c"},
		{audit.UnknownCorroboration, "no counterpart", "+ a b; & a; a : outlet=north; b : outlet=south",
			[]string{`LOW UNKNOWN_CORROBORATION 0: "a" is declared to confirm "It is c", but no other source is named ` +
				`that it would be independent of.`},
			"a", "declared of c"},
		{audit.UnknownCorroboration, "both are named", "+ a b; & a b", nil, "", ""},

		{audit.UndisclosedDerivation, "a copy", "+ echo blog; echo <- log; echo ~ blog .9 CONFIRMED",
			[]string{`HIGH UNDISCLOSED_DERIVATION 0.9: In the evidence for "It is c", "echo" copies 90% of "blog" and ` +
				`declares no link to it.`},
			"echo blog", "echo COPIES blog"},
		{audit.UndisclosedDerivation, "two copies, and a third that says so",
			"+ a b d e; e <- a; b ~ a .9 CONFIRMED; d ~ a .7 CONFIRMED; d ~ b .7 CONFIRMED; e ~ b .8 CONFIRMED; e ~ " +
				"a .8 CONFIRMED",
			[]string{`HIGH UNDISCLOSED_DERIVATION 1.6: In the evidence for "It is c", "b" and "d" copy 70% to 90% of "a" ` +
				`and declare no link to it.`},
			"b d a", "b COPIES a; d COPIES a; d COPIES b"},
		{audit.UndisclosedDerivation, "three that use the same words",
			"+ a b d; a : date=2024-02; b : date=2024-01; d : date=2024-03; quote a nine lorries were seen " +
				"crossing; quote b nine lorries were seen crossing; quote d nine lorries were seen crossing",
			[]string{`LOW UNDISCLOSED_DERIVATION 2: In the evidence for "It is c", "a" and "d" use the same words as "b" ` +
				`("nine lorries were seen crossing") and declare no link.`},
			"a d b", "a SUPPORTS c; d SUPPORTS c; b SUPPORTS c"},
		{audit.UndisclosedDerivation, "the same words",
			"+ a b; a : date=2024-02; b : date=2024-01; quote a They say: nine lorries were seen crossing.; quote b " +
				"nine lorries were seen crossing",
			[]string{`LOW UNDISCLOSED_DERIVATION 1: In the evidence for "It is c", "a" uses the same words as "b" ` +
				`("nine lorries were seen crossing") and declares no link.`},
			"a b", "a SUPPORTS c; b SUPPORTS c"},
		{audit.UndisclosedDerivation, "said, or only suggested, or four words, or the first of them",
			"+ echo blog a b; echo <- mid; mid <- blog; echo ~ blog .9 CONFIRMED; b ~ a .9; quote a nine lorries " +
				"were seen; quote b nine lorries were seen", nil, "", ""},
		{audit.UndisclosedDerivation, "the claim's own words",
			"+ a b; quote a so it is c is it; quote b it is c; d + a", nil, "", ""},

		{audit.UndisclosedDerivation, "one passage that tells of both",
			"+ a b; quote a@7 both a and b have seen them; quote b@7 both a and b have seen them", nil, "", ""},
		{audit.UndisclosedDerivation, "two passages",
			"+ a b; quote a@7 both of us have seen them; quote b@8 both of us have seen them",
			[]string{`LOW UNDISCLOSED_DERIVATION 1: In the evidence for "It is c", "b" uses the same words as "a" ` +
				`("both of us have seen") and declares no link.`},
			"b a", "b SUPPORTS c; a SUPPORTS c"},

		{audit.Anachronism, "its only link", "+ a b; a : date=2024-01; late : date=2024-02; a <- late",
			[]string{`MEDIUM ANACHRONISM 1: "a" (2024-01) is recorded to take from "late" (2024-02), which is later: ` +
				`the link does not count for "It is c", and no other link shows what it rests on.`},
			"a late", "a CITES late"},
		{audit.Anachronism, "one of two", "+ a b; a : date=2024-01; b : date=2024-02; a <- b,doc",
			[]string{`LOW ANACHRONISM 0: "a" (2024-01) is recorded to take from "b" (2024-02), which is later: the link ` +
				`does not count for "It is c".`},
			"a b", "a CITES b"},
		{audit.Anachronism, "a day of the year that is known", "+ a b; a : date=2024; b : date=2024-03-15; a <- b,doc",
			nil, "", ""},
		{audit.Anachronism, "by the calendar of each place alone",
			"+ a b; a : date=2024-04-01T18:30-04:00; b : date=2024-04-02T08:05+11:00; a <- b,doc", nil, "", ""},
		{audit.Anachronism, "the same day, or undated", "+ a b; a : date=2024-02; b : date=2024-02; a <- b,doc", nil,
			"", ""},

		// Naming the article's origin makes the demonstrated 1 a 2.
		{audit.MissingOrigin, "a supporter", "+ log paper; paper : kind=ARTICLE",
			[]string{`LOW MISSING_ORIGIN 1: "paper" names no origin; 1 supporter of "It is c" rests on it. Naming an ` +
				`independent origin would add up to 1.00 to the demonstrated number.`},
			"paper", "paper SUPPORTS c"},
		{audit.MissingOrigin, "behind two, and nothing is demonstrated",
			"+ a b; a <- some; b <- some; some : identity=UNNAMED",
			[]string{`MEDIUM MISSING_ORIGIN 1: "some" names no origin; 2 supporters of "It is c" rest on it. Naming ` +
				`an independent origin would add up to 1.00 to the demonstrated number.`},
			"some a b", "a CITES some; b CITES some"},
		{audit.MissingOrigin, "all named, or what cannot be", "+ log paper a; paper : kind=ARTICLE; paper <- doc; a " +
			": date=2024-01; a <- late; late : date=2024-02", nil, "", ""},

		{audit.RetractedUpstream, "one falls, one stays", "+ a b log; a <- wire; b <- wire,doc; wire : withdrawn=2025",
			[]string{`HIGH RETRACTED_UPSTREAM 1: "wire" was withdrawn by its publisher (2025); 2 supporters of "It is ` +
				`c" rest on it, 1 of them on nothing else.`},
			"wire a b", "a CITES wire; b CITES wire"},
		{audit.RetractedUpstream, "none falls", "+ a; - b; b <- mid; mid <- wire,doc; wire : withdrawn=2025",
			[]string{`MEDIUM RETRACTED_UPSTREAM 0: "wire" was withdrawn by its publisher (2025); 1 refuter of "It is ` +
				`c" rests on it.`},
			"wire b", "b CITES mid; mid CITES wire"},
		{audit.RetractedUpstream, "its own statement only", "+ a wire; wire <- a; wire : withdrawn=2025", nil, "", ""},

		{audit.ContradictsOwnSource, "a supporter", "+ a b; - denial; a <- mid; mid <- denial",
			[]string{`HIGH CONTRADICTS_OWN_SOURCE 1: "a" supports "It is c" and takes from "denial", which refutes it.`},
			"a denial", "a SUPPORTS c; a CITES mid; mid CITES denial; denial REFUTES c"},
		{audit.ContradictsOwnSource, "a refuter", "+ a; - denial; denial <- a",
			[]string{`HIGH CONTRADICTS_OWN_SOURCE 1: "denial" refutes "It is c" and takes from "a", which supports it.`},
			"denial a", "denial REFUTES c; denial CITES a; a SUPPORTS c"},
		{audit.ContradictsOwnSource, "one turns it round, two take it from there",
			"+ a; - denial x y; denial <- a; x <- denial; y <- x",
			[]string{`HIGH CONTRADICTS_OWN_SOURCE 3: "denial" refutes "It is c" and takes from "a", which supports it; ` +
				`2 more of its side take this from it.`},
			"denial a x y", "denial REFUTES c; denial CITES a; a SUPPORTS c; x CITES denial; y CITES x"},
		{audit.ContradictsOwnSource, "both take from a third", "+ a; - denial; denial <- log; a <- log", nil, "", ""},

		{audit.ContradictedClaim, "both have a line", "+ a a2; e + b; e against c",
			[]string{`MEDIUM CONTRADICTED_CLAIM 1: "It is c" and "It is e" are recorded to contradict each other, ` +
				`so at most one of them is true.`},
			"c e", "e CONTRADICTS c"},
		{audit.ContradictedClaim, "recorded both ways", "+ a; e + b; e against c; c against e",
			[]string{`MEDIUM CONTRADICTED_CLAIM 1: "It is c" and "It is e" are recorded to contradict each other, ` +
				`so at most one of them is true.`},
			"c e", "e CONTRADICTS c; c CONTRADICTS e"},
		{audit.ContradictedClaim, "one has a line, and the values say so too",
			"+ a; e - b; c against e; c value n 1; e value n 2",
			[]string{`LOW CONTRADICTED_CLAIM 0: "It is c" and "It is e" are recorded to contradict each other, so ` +
				`at most one of them is true.`},
			"c e", "c CONTRADICTS e"},
		{audit.ContradictedClaim, "other values", "+ a; d + b; c value n 1; d value n 2; e value n 3; f value m 4",
			[]string{`MEDIUM CONTRADICTED_CLAIM 1: Claims give different values for "n"; at most one of them is ` +
				`true: "1", "2" and "3".`},
			"c d e", ""},
		{audit.ContradictedClaim, "the same value, another item, a part",
			"+ a; d + b; c value n 1; d value n 1; e value m 2; e + b", nil, "", ""},

		{audit.Bottleneck, "three through a paper and its document",
			"+ x y paper; x <= paper; y <= paper; paper <- doc",
			[]string{`HIGH BOTTLENECK 2: All evidence that supports "It is c" goes through "paper", and behind it ` +
				`"doc": without it, nothing is left of 3 sources.`},
			"paper doc x y", "x SYNDICATES paper; y SYNDICATES paper; paper CITES doc"},
		{audit.Bottleneck, "two refuters", "+ a; - x y; x <- doc; y <- doc",
			[]string{`MEDIUM BOTTLENECK 1: All evidence that refutes "It is c" goes through "doc": without it, ` +
				`nothing is left of 2 sources.`},
			"doc x y", "x CITES doc; y CITES doc"},
		{audit.Bottleneck, "one supporter, or two ways", "+ x; - y z; x <- doc; y <- doc,memo; z <- doc,memo", nil, "",
			""},

		{audit.UnreciprocatedOwnership, "high up a chain",
			"+ a; a : outlet=north; north owner press 60 true; press owner house 30 false",
			[]string{`LOW UNRECIPROCATED_OWNERSHIP 0: house is recorded as owner of press (30%), but only one of ` +
				`them states it; it concerns outlets in the evidence for "It is c".`},
			"press house", "press owned by house"},
		{audit.UnreciprocatedOwnership, "stated by both, or nobody looked",
			"+ a; a : outlet=north; north owner press 60 true; press owner house", nil, "", ""},

		{audit.UncheckableOrigin, "all of them, by their own word", "recorded ann; + a b",
			[]string{`MEDIUM UNCHECKABLE_ORIGIN 2: 2 of 2 demonstrated lines for "It is c" end in what no one else ` +
				`can check: "a" and "b". Only ann vouches for it.`},
			"a b", "a SUPPORTS c; b SUPPORTS c"},
		{audit.UncheckableOrigin, "one of two, behind a paper",
			"recorded ann; + x y; x <- doc; y <- memo; memo : url=https://memo.example/1",
			[]string{`LOW UNCHECKABLE_ORIGIN 1: 1 of 2 demonstrated lines for "It is c" ends in what no one else ` +
				`can check: "doc". Only ann vouches for it.`},
			"doc", "x CITES doc"},
		{audit.UncheckableOrigin, "a refuter with a date and nobody's name",
			"+ a; - b; a : url=https://a.example; b : date=2024-05-01",
			[]string{`MEDIUM UNCHECKABLE_ORIGIN 1: 1 of 1 demonstrated line against "It is c" ends in what no one ` +
				`else can check: "b".`},
			"b", "b REFUTES c"},
		{audit.UncheckableOrigin, "an outlet and no date", "+ a; a : outlet=north",
			[]string{`MEDIUM UNCHECKABLE_ORIGIN 1: 1 of 1 demonstrated line for "It is c" ends in what no one else ` +
				`can check: "a".`},
			"a", "a SUPPORTS c"},
		{audit.UncheckableOrigin, "behind an own share that nobody confirmed",
			"+ a b; a : url=https://a.example firsthand=.9; b : url=https://b.example firsthand=.9; a <- doc; b <- doc",
			[]string{`MEDIUM UNCHECKABLE_ORIGIN 1: 1 of 1 demonstrated line for "It is c" ends in what no one else ` +
				`can check: "doc".`},
			"doc", "a CITES doc"},
		{audit.UncheckableOrigin,
			"an address, a date with an outlet, one with an author, what a curator confirmed, nothing demonstrated",
			"+ a b d e; a : url=https://a.example; b : date=2024 outlet=north; d : date=2024 authors=ann; e <- " +
				"memo; confirmed e; - f; f : kind=ARTICLE", nil, "", ""},

		{audit.InterestedOrigin, "one of two gains", "+ a b; interest a FOR PARTY 3",
			[]string{`LOW INTERESTED_ORIGIN 1: Evidence that supports "It is c" comes from those who have an interest ` +
				`in it: "a" (a party, line 3). What is left without it: 1 of 2 demonstrated, 1 of 2 demonstrated lines.`},
			"a", "a SUPPORTS c; a gains FOR c"},
		{audit.InterestedOrigin, "the owner of an owner, behind all there is",
			"+ a; a : outlet=north; north owner press 60; press owner house; interest organization:house FOR GOVERNMENT",
			[]string{`HIGH INTERESTED_ORIGIN 1: Evidence that supports "It is c" comes from those who have an interest ` +
				`in it: "a" (its owner house, a government). What is left without it: 0 of 1 demonstrated, 0 of 1 ` +
				`demonstrated line.`},
			"a house", "a SUPPORTS c; north owned by press; press owned by house; house gains FOR c"},
		// Half of y is x's doc: 2/(1+sqrt(1/2)) = 1.171573. Without doc x keeps nothing and y a half.
		{audit.InterestedOrigin, "an origin behind two refuters, and a funder of who says the opposite",
			"+ a; a : outlet=north; north funder fund; - x y; x <- doc; y <- doc,memo; interest doc AGAINST COMMERCIAL; " +
				"interest organization:fund AGAINST OTHER",
			[]string{`MEDIUM INTERESTED_ORIGIN 0.671573: Evidence that refutes "It is c" comes from those who have an ` +
				`interest against it: "doc" (with a commercial interest). What is left without it: 0.5 of 1.17 ` +
				`demonstrated, 1 of 2 demonstrated lines.`},
			"doc", "x CITES doc; y CITES doc; doc gains AGAINST c"},
		{audit.InterestedOrigin, "nobody looked", "+ a b", nil, "", ""},
		{audit.InterestedOrigin, "all speak against their interest", "+ a b; interest a AGAINST PARTY", nil, "", ""},

		{audit.PossibleDuplicate, "one mayor, three records",
			"+ x y z; x <- m1; y <- m2; z <- m3; m1 : kind=STATEMENT title=Mayor_Elsa_Hartwick; m2 : kind=TESTIMONY " +
				"title=Hartwick; m3 : kind=STATEMENT title=Elsa_Hartwick",
			[]string{`MEDIUM POSSIBLE_DUPLICATE 2: Mayor Elsa Hartwick, Hartwick and Elsa Hartwick may be one ` +
				`source, and no one has merged or denied them; 3 supporters of "It is c" rest on them.`},
			"m1 m2 m3 x y z", "x CITES m1; y CITES m2; z CITES m3"},
		{audit.PossibleDuplicate, "records of one name",
			"+ x y; x <- m1; y <- m2; m1 : kind=STATEMENT title=Elsa_Hartwick; m2 : kind=STATEMENT title=Elsa_Hartwick",
			[]string{`MEDIUM POSSIBLE_DUPLICATE 1: Elsa Hartwick (two records) may be one source, and no one has ` +
				`merged or denied them; 2 supporters of "It is c" rest on them.`},
			"m1 m2 x y", "x CITES m1; y CITES m2"},
		{audit.PossibleDuplicate, "behind one article",
			"+ x log; x <- m1,m2; m1 : kind=STATEMENT title=Elsa_Hartwick; m2 : kind=STATEMENT title=Hartwick",
			[]string{`LOW POSSIBLE_DUPLICATE 1: Elsa Hartwick and Hartwick may be one source, and no one has merged ` +
				`or denied them; 1 supporter of "It is c" rests on them.`},
			"m1 m2 x", "x CITES m1; x CITES m2"},
		{audit.PossibleDuplicate, "documents that take the side themselves, one undated",
			"+ d1 d2; d1 : title=Harbour_log date=2024-03-01; d2 : title=The_harbour_log",
			[]string{`MEDIUM POSSIBLE_DUPLICATE 1: "Harbour log" and "The harbour log" may be one source, and no one ` +
				`has merged or denied them; 2 supporters of "It is c" rest on them.`},
			"d1 d2", "d1 SUPPORTS c; d2 SUPPORTS c"},
		{audit.PossibleDuplicate, "merged, or denied", "+ x y z; x <- m1; y <- m2; z <- m3; m1 : title=Log; m2 : " +
			"title=Log; m3 : title=Log; same source m1 m2; denied source m1 m3", nil, "", ""},
		{audit.PossibleDuplicate, "other addresses, other days, other outlets, a speaker and a document",
			`+ a b d e f g h i; a : title=One url=https://a.example; b : title=One url=https://b.example
			d : title=Two date=2024-03-01; e : title=Two date=2024-03-02
			f : title=Three outlet=north; g : title=Three outlet=south; h : title=Four kind=STATEMENT
			i : title=Four`, nil, "", ""},

		{audit.Burst, "three sites, two days in a row", "+ a b d; a : outlet=north date=2024-05-01; b : " +
			"outlet=south date=2024-05-02; d : outlet=west date=2024-05-01",
			[]string{`HIGH BURST 2: 3 outlets known only from this claim support "It is c", published within a day ` +
				`(2024-05-01 to 2024-05-02): "a", "d" and "b".`},
			"a d b", "a SUPPORTS c; d SUPPORTS c; b SUPPORTS c"},
		{audit.Burst, "a source beside them", "+ a b d; - x y z old; x : outlet=north date=2024-05-01; y : " +
			"outlet=south date=2024-05-01; z : outlet=west date=2024-05-01",
			[]string{`MEDIUM BURST 2: 3 outlets known only from this claim refute "It is c", published within a day ` +
				`(2024-05-01): "x", "y" and "z".`},
			"x y z", "x REFUTES c; y REFUTES c; z REFUTES c"},
		{audit.Burst, "no dates, a bare word",
			"+ a b d; a : outlet=north firsthand=bare; b : outlet=south firsthand=bare; d : outlet=west firsthand=bare",
			[]string{`HIGH BURST 2: 3 outlets known only from this claim support "It is c", without a day of ` +
				`publication and first-hand only by their own word: "a", "b" and "d".`},
			"a b d", "a SUPPORTS c; b SUPPORTS c; d SUPPORTS c"},
		{audit.Burst, "no dates of a day, a bare word", "+ a b d; a : outlet=north firsthand=bare date=2024; b : " +
			"outlet=south firsthand=bare; d : outlet=west date=2024-05-01",
			[]string{`HIGH BURST 2: 3 outlets known only from this claim support "It is c", published within a day ` +
				`(2024-05-01) or on no known day: "d", "a" and "b".`},
			"d a b", "d SUPPORTS c; a SUPPORTS c; b SUPPORTS c"},
		{audit.Burst, "three invented documents, no dates",
			"+ a b d; a : outlet=north; b : outlet=south; d : outlet=west; a <- x; b <- y; d <- z",
			[]string{`MEDIUM BURST 2: 3 outlets known only from this claim support "It is c", without a day of ` +
				`publication: "a", "b" and "d".`},
			"a b d", "a SUPPORTS c; b SUPPORTS c; d SUPPORTS c"},
		{audit.Burst, "addresses and no outlets",
			"+ a b d e; a : url=https://a.example/1 firsthand=bare; b : url=https://b.example/1 firsthand=bare; d : " +
				"url=https://d.example/1 firsthand=bare; e : url=https://d.example/2 firsthand=bare",
			[]string{`HIGH BURST 2: 3 sites without a recorded outlet support "It is c", without a day of ` +
				`publication and first-hand only by their own word: "a", "b", "d" and "e".`},
			"a b d e", "a SUPPORTS c; b SUPPORTS c; d SUPPORTS c; e SUPPORTS c"},
		{audit.Burst, "two outlets and an address",
			"+ a b d; a : outlet=north; b : outlet=south; d : url=https://d.example/1",
			[]string{`MEDIUM BURST 2: 3 sites known only from this claim or without a recorded outlet support "It ` +
				`is c", without a day of publication: "a", "b" and "d".`},
			"a b d", "a SUPPORTS c; b SUPPORTS c; d SUPPORTS c"},
		{audit.Burst, "one is known from another claim", "+ a b d; e + other; other : outlet=north; a : " +
			"outlet=north date=2024-05-01; b : outlet=south date=2024-05-01; d : outlet=west date=2024-05-01", nil, "",
			""},
		{audit.Burst, "one is known from a source that says nothing", "+ a b d; other : outlet=north; a : " +
			"outlet=north date=2024-05-01; b : outlet=south date=2024-05-01; d : outlet=west date=2024-05-01", nil, "",
			""},
		{audit.Burst, "three days, two outlets, either side, dates of a year, no bare word",
			`+ a b d x; a : outlet=north date=2024-05-01; b : outlet=south date=2024-05-02
			d : outlet=west date=2024-05-03; x : outlet=north date=2024-05-01
			- e; e : outlet=east date=2024-05-01; + f g h; f : kind=ARTICLE outlet=f date=2023
			g : kind=ARTICLE outlet=g date=2023; h : kind=ARTICLE outlet=h`, nil, "", ""},
	} {
		t.Run(string(c.code)+"/"+c.name, func(t *testing.T) {
			report := run(t, draw(t, c.drawing), audit.Filter{Claim: "claim:c", Codes: []audit.Code{c.code}})
			if diff := cmp.Diff(append([]string{}, c.want...), lines(report.Findings)); diff != "" {
				t.Fatalf("findings (-want +got):\n%s", diff)
			}
			if len(c.want) == 0 {
				return
			}
			f := report.Findings[0]
			if got := keys(f.Nodes); got != c.nodes {
				t.Errorf("nodes %q, want %q", got, c.nodes)
			}
			if got := path(f.Steps); got != c.steps {
				t.Errorf("steps %q, want %q", got, c.steps)
			}
			if f.Claims != 1 || keys(f.Examples) != "c" {
				t.Errorf("of %d claims, %s; want c alone", f.Claims, keys(f.Examples))
			}
		})
	}
}
