package attribution_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/attribution"
	"github.com/credence-graph/credence/internal/attribution/outline"
	"github.com/credence-graph/credence/internal/evidence"
)

// TestRead_Kinds has sentences of each kind of attribution, below a headline that is the article's claim. What the
// article itself states is left out: everything here is what it has from others.
func TestRead_Kinds(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		// People without a name.
		{"people by what they know", "Two people with knowledge of the plan said the mill would shut.",
			[]string{"UNNAMED Two people with knowledge of the plan",
				"News CITES Two people with knowledge of the plan"}},
		{"familiar with", "The mill would shut, according to people familiar with the plan.",
			[]string{"UNNAMED people familiar with the plan", "News CITES people familiar with the plan"}},
		{"whom I talked to", "A miller I talked to said the mill would shut.", []string{"UNNAMED miller",
			"News CITES miller"}},
		{"some of them", "Three bakers said the mill would shut. One of them said he had seen the letter.",
			[]string{"UNNAMED Three bakers", "News CITES Three bakers"}},
		{"some of what is no person", "Three bakers said the mill would shut. One of the letters says it is old.",
			[]string{"UNNAMED Three bakers", "CATEGORY letters", "News CITES Three bakers", "News CITES letters"}},
		{"anyone who speaks", "The miller's nephew said the mill would shut.", []string{"CATEGORY miller's nephew",
			"News CITES miller's nephew"}},
		{"who would not be named", "A clerk, who asked not to be named, said the mill would shut.",
			[]string{"UNNAMED clerk", "News CITES clerk"}},
		{"sources", "Sources said the mill would shut.", []string{"UNNAMED Sources", "News CITES Sources"}},
		// Outlets that somebody told.
		{"told a correspondent", "The mill is shut, a baker told a Radio Weir correspondent.", []string{"UNNAMED baker",
			"News CITES Radio Weir", "Radio Weir CITES baker"}},
		{"who spoke to", "The mill will shut, said two bakers, who spoke to the Weir Courier.",
			[]string{"UNNAMED two bakers", "News CITES Weir Courier", "Weir Courier CITES two bakers"}},
		{"sources said, an agency reported", "The mill will shut, sources said, PTI reported.",
			[]string{"UNNAMED sources", "News CITES PTI", "PTI CITES sources"}},
		{"in an interview", "In an interview with Weir Radio, Ines Holt said the mill would shut.",
			[]string{"News CITES Weir Radio", "Weir Radio CITES Ines Holt"}},
		{"an outlet's own writer", "The Weir Courier's Ines Holt wrote that the mill would shut.",
			[]string{"News CITES Weir Courier", "Weir Courier CITES Ines Holt"}},
		{"quoted as saying", "Ines Holt was quoted as saying by the Weir Courier that the mill would shut.",
			[]string{"News CITES Weir Courier", "Weir Courier CITES Ines Holt"}},
		{"quoted by", "The Weir Courier quoted a baker as saying that the mill would shut.", []string{"UNNAMED baker",
			"News CITES Weir Courier", "Weir Courier CITES baker"}},
		{"cited by", "The mill broke the rules, according to letters cited by the Weir Courier.",
			[]string{"CATEGORY letters", "News CITES Weir Courier", "Weir Courier CITES letters"}},
		{"first reported by", "As first reported by the Weir Courier, the mill will shut.",
			[]string{"News CITES Weir Courier"}},
		{"according to people who talked to", "The mill will shut, according to two bakers who talked to the Weir Courier.",
			[]string{"UNNAMED two bakers", "News CITES Weir Courier", "Weir Courier CITES two bakers"}},
		{"in an email seen by", "The miller Ines Holt told staff in an email seen by the Weir Courier that the mill will shut.",
			[]string{"News CITES Weir Courier", "Weir Courier CITES Ines Holt"}},
		{"accessed by", "The mill broke the rules, according to letters accessed by the Weir Courier.",
			[]string{"CATEGORY letters", "News CITES Weir Courier", "Weir Courier CITES letters"}},
		{"puts the figure, reviewed by", "A letter reviewed by the Weir Courier puts the loss at two tons.",
			[]string{"CATEGORY letter", "News CITES Weir Courier", "Weir Courier CITES letter"}},
		{"the story was first reported by", "The mill will shut, two bakers said. The story was first reported by the Weir Courier.",
			[]string{"UNNAMED two bakers", "News CITES two bakers", "News CITES Weir Courier"}},
		{"according to the newspaper", "The mill will shut, Tageblatt reported. The flour is bad, according to the newspaper.",
			[]string{"News CITES Tageblatt"}},
		{"reported, citing", "The mill will shut, the Weir Courier reported, citing two bakers.",
			[]string{"UNNAMED two bakers", "News CITES Weir Courier", "Weir Courier CITES two bakers"}},
		// Documents.
		{"emails seen by", "Emails seen by the Weir Courier show that the mill will shut.", []string{"CATEGORY Emails",
			"News CITES Weir Courier", "Weir Courier CITES Emails"}},
		{"memo obtained by", "According to a memo obtained by the Weir Courier, the mill will shut.",
			[]string{"CATEGORY memo", "News CITES Weir Courier", "Weir Courier CITES memo"}},
		{"a study with a clause of its own",
			"A study by Weir University, which used 900 letters, found that bread is cheaper here.",
			[]string{"News CITES Weir University"}},
		{"a study in a journal", "A study published in the journal Grain Letters suggests bread is cheaper here.",
			[]string{"News CITES Grain Letters"}},
		{"figures from", "Bread is cheaper here, figures from the Grain Office show.",
			[]string{"News CITES Grain Office"}},
		// Verbs and words.
		{"as per", "As per the Grain Office, the mill will shut.", []string{"News CITES Grain Office"}},
		{"in the words of", "In the words of miller Ines Holt, the mill will shut.", []string{"News CITES Ines Holt"}},
		{"as they write", "As the Weir Courier writes, the mill will shut.", []string{"News CITES Weir Courier"}},
		{"puts the figure at", "The Grain Office puts the figure at 900.", []string{"News CITES Grain Office"}},
		{"tweeted", "Ines Holt tweeted that the mill would shut.", []string{"News CITES Ines Holt"}},
		{"adding", "The mill will shut, Ines Holt said, adding that she had sold it.",
			[]string{"News CITES Ines Holt"}},
		{"with a colon", "A baker said: \"The mill will shut. I saw the letter.\"", []string{"UNNAMED baker",
			"News QUOTES baker"}},
		{"single quotation marks", "'The mill will shut,' said Ines Holt.", []string{"News CITES Ines Holt"}},
		{"reported denial", "Ines Holt denied reports that the mill would shut.", []string{"News CITES Ines Holt"}},
		// Who is meant.
		{"he, after a role", "The miller went home early. He said the mill would shut.", []string{"CATEGORY miller",
			"News CITES miller"}},
		{"it, after a company", "Weir Mills Ltd has closed two ovens. It said the mill would shut.",
			[]string{"News CITES Weir Mills Ltd"}},
		{"by its kind", "The operator Grindal said the mill would shut. The operator said the bread was sold.",
			[]string{"News CITES Grindal"}},
		{"by its initials", "The World Grain Office (WGO) said the mill would shut. WGO said bread was dear.",
			[]string{"News CITES World Grain Office"}},
		{"by the last word", "Ines Holt said the mill would shut. Holt said bread was dear.",
			[]string{"News CITES Ines Holt"}},
		{"two ministries", "The grain ministry said the mill would shut. The trade ministry said bread was dear.",
			[]string{"CATEGORY grain ministry", "CATEGORY trade ministry", "News CITES grain ministry",
				"News CITES trade ministry"}},
		{"the name after the role", "Its director, Ines Holt, said the mill would shut.",
			[]string{"News CITES Ines Holt"}},
		{"a title and a place", "Mayor Ines Holt of Weir said the mill would shut.", []string{"News CITES Ines Holt"}},
		// Names keep their articles.
		{"a French paper", "Le Monde reported that the mill would shut.", []string{"News CITES Le Monde"}},
		{"a Spanish paper", "The newspaper El País reported that the mill would shut.", []string{"News CITES El País"}},
		{"an Italian paper", "According to La Repubblica, the mill will shut.", []string{"News CITES La Repubblica"}},
		{"a German paper", "The magazine Der Spiegel reported that the mill would shut.",
			[]string{"News CITES Der Spiegel"}},
		{"an English article with a capital", "On Monday The Hindu reported that the mill would shut.",
			[]string{"News CITES The Hindu"}},
		// Police.
		{"police of one town are one",
			"Police said the mill had burnt. London's police said nobody was hurt. Police in London said it was arson.",
			[]string{"CATEGORY Police", "News CITES Police"}},
		{"two forces are two", "Police in Hull said the mill had burnt. Leeds police said nobody was hurt.",
			[]string{"CATEGORY Police in Hull", "CATEGORY Leeds police", "News CITES Police in Hull",
				"News CITES Leeds police"}},
		{"police and two forces are three",
			"Police said it was late. Police in Hull said the mill had burnt. Leeds police said nobody was hurt.",
			[]string{"CATEGORY Police", "CATEGORY Police in Hull", "CATEGORY Leeds police", "News CITES Police",
				"News CITES Police in Hull", "News CITES Leeds police"}},
		// What attributes nothing.
		{"an order", "The bosses told Ines to stay away.", nil},
		{"was told", "Ines Holt was told that the mill would shut.", nil},
		{"did not say", "Ines Holt did not say whether the mill would shut.", nil},
		{"declined", "Ines Holt declined to say that the mill would shut.", nil},
		{"promised to", "Ines Holt promised to shut the mill for good.", nil},
		{"shows a thing", "The video shows a burning mill at night.", nil},
		{"a question", "Has Ines Holt said that the mill would shut?", nil},
		{"a heading", "What Ines Holt said about the mill", nil},
		{"said by one who is quoted", `"He said the mill would shut," said Ines Holt.`, []string{"News QUOTES Ines Holt"}},
		{"a noun", "The report of the mill and the claim on it were lost.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, err := attribution.Read("News\n" + c.text)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, others(g)); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
			sound(t, "News\n"+c.text, g)
		})
	}
}

// others are the lines of a graph but for its claims.
func others(g *outline.Graph) []string {
	bare := *g
	bare.Statements = nil
	return lines(&bare)
}

// TestRead_Claims: what is said, without what stands around it.
func TestRead_Claims(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"dateline with an agency", "WEIR, Norland (AP) — The mill has burnt, police said.", "The mill has burnt."},
		{"dateline of a town", "PORT WEIR — The mill has burnt, police said.", "The mill has burnt."},
		{"dateline with a day", "LONDON, Nov 3 (Reuters) - The mill has burnt, police said.", "The mill has burnt."},
		{"dateline without a dash", "RAMPUR, Aug 21 (PTI) The mill has burnt, police said.", "The mill has burnt."},
		{"dateline with a full stop", "WEIR, 9 January, NOR-INFORM. The mill has burnt, police said.",
			"The mill has burnt."},
		{"dateline with a colon", "New Weir: The mill has burnt, police said.", "The mill has burnt."},
		{"time of an entry", "18:42 The mill has burnt, police said.", "The mill has burnt."},
		{"label", "What experts say: The mill has burnt, police said.", "The mill has burnt."},
		{"speaker of a script", "(Reporter) The mill has burnt, police said.", "The mill has burnt."},
		{"an organization with its initials", "According to the World Grain Office (WGO), the mill has burnt.",
			"The mill has burnt."},
		{"in a statement on a day", "The Grain Office said in a statement on Monday that the mill had burnt.",
			"The mill had burnt."},
		{"with words between commas", "The Grain Office said, without giving details, that the mill had burnt.",
			"The mill had burnt."},
		{"reported by others", "It is claimed that the mill has burnt, a baker said.", "The mill has burnt."},
		{"a figure", "The Grain Office puts the number of ovens at 900.", "The number of ovens is 900."},
		{"what it is called", `Ines Holt called the mill "a ruin".`, `The mill is "a ruin".`},
		{"a quotation that ends the sentence", `Ines Holt said the mill was "an old ruin."`, `The mill was "an old ruin".`},
		{"a quotation of two sentences", `"It burnt. We ran," said Ines Holt.`, "It burnt. We ran."},
		{"a denial", "Ines Holt denied reports that the mill had burnt.", "The mill had burnt."},
		{"what follows with but", "The Grain Office said the mill had burnt but declined to give details.",
			"The mill had burnt."},
		{"whom it is cited from", "The Weir Courier reported that the mill had burnt, citing police.",
			"The mill had burnt."},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, err := attribution.Read("News\n" + c.text)
			if err != nil {
				t.Fatal(err)
			}
			if len(g.Claims) != 2 || g.Claims[1].Text != c.want {
				t.Errorf("%+v; want %q", g.Claims[1:], c.want)
			}
		})
	}
}

// TestRead_Verdicts: a fact check gives its verdict on a line, in a sentence, or below a heading; what others call
// false is no verdict.
func TestRead_Verdicts(t *testing.T) {
	const head = "Has the mill burnt?\nA post shared on Facebook claims that the mill has burnt.\n"
	for _, c := range []struct {
		name, text, words string
		value             evidence.Verdict
	}{
		{"a line", "Rating: False", "False", evidence.VerdictFalse},
		{"we rate", "We rate this claim False.", "False", evidence.VerdictFalse},
		{"we rate, with a degree", "We rate the claim Mostly True.", "Mostly True", evidence.VerdictMostlyTrue},
		{"in capitals", "This claim is FALSE.", "FALSE", evidence.VerdictFalse},
		{"misleading", "The claim that goes round is misleading.", "misleading", evidence.VerdictOther},
		{"found", "WeirCheck looked into it and found the claim to be MISLEADING.", "MISLEADING",
			evidence.VerdictOther},
		{"that is", "That is not true.", "not true", evidence.VerdictFalse},
		{"however strongly", "The post is completely false.", "completely false", evidence.VerdictFalse},
		{"below a heading", "Our ruling\nFalse. The mill stands.", "False", evidence.VerdictFalse},
		{"pants on fire", "We rate this claim Pants on Fire!", "Pants on Fire", evidence.VerdictFalse},
		{"no evidence", "We found no evidence that it burnt.", "no evidence", evidence.VerdictUnproven},
		{"somebody else's", "The miller said the claim is false.", "", ""},
		{"quoted", `"This claim is false," said the miller.`, "", ""},
		{"another check's", "The Weir Courier rated a similar post false in May.", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, err := attribution.Read(head + c.text + "\n")
			if err != nil {
				t.Fatal(err)
			}
			if c.words == "" {
				if len(g.Reviews) > 0 {
					t.Errorf("%+v", g.Reviews)
				}
				return
			}
			if len(g.Reviews) != 1 || g.Reviews[0].AlternateName != c.words || g.Reviews[0].Verdict != c.value ||
				g.Claims[0].Text != "The mill has burnt." {
				t.Errorf("%+v on %q", g.Reviews, g.Claims[0].Text)
			}
			sound(t, head+c.text+"\n", g)
		})
	}
}

// TestRead_AttachesToTheMainClaim: whoever speaks to what the headline or the checked claim says speaks to the main
// claim.
func TestRead_AttachesToTheMainClaim(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"the lead of an article",
			"Mill fire kills two bakers in Weir\nTwo bakers were killed in a mill fire in Weir, police said.\nBread is dear, Ines Holt said.\n",
			[]string{"article SUPPORTS", "article CITES police"}},
		{"a question, of which the article states the answer",
			"Will the mill in Weir shut? All we know\nThe mill in Weir will shut, police said.\nBread is dear, Ines Holt said.\n",
			[]string{"article SUPPORTS", "article CITES police"}},
		{"a rating in a sentence", "Mill in Weir will shut?\nThe mill in Weir will shut, Ines Holt said.\nWe rate this claim False.\n",
			[]string{"Ines Holt SUPPORTS"}},
		{"a lead on something else", "Mill fire kills two bakers in Weir\nBread will be dear, police said.\n",
			[]string{"article SUPPORTS"}},
		{"a post with the claim",
			"Fact check: Has the mill burnt?\nA video shared with the claim that the mill has burnt is old.\nVerdict: False\n",
			[]string{"video SUPPORTS"}},
		{"who calls the claim false",
			"Fact check: Has the mill burnt?\nClaim: The mill has burnt.\nThe miller Ines Holt said the claim was nonsense.\nVerdict: False\n",
			[]string{"Ines Holt REFUTES"}},
		{"who dismisses it",
			"Fact check: Has the mill burnt?\nClaim: The mill has burnt.\nInes Holt dismissed the claim.\nVerdict: False\n",
			[]string{"Ines Holt REFUTES"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, err := attribution.Read(c.text)
			if err != nil {
				t.Fatal(err)
			}
			names := map[string]string{g.Self: "article"}
			for _, s := range g.Sources {
				if s.ID != g.Self {
					names[s.ID] = s.Title
				}
			}
			var got []string
			for _, s := range g.Statements {
				if s.Claim == g.Main {
					got = append(got, names[s.Source]+" "+string(s.Stance))
				}
			}
			for _, d := range g.Derivations {
				if d.Claims[0] == g.Main {
					got = append(got, names[d.From]+" "+string(d.Kind)+" "+names[d.To])
				}
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}
