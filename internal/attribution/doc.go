// Package attribution turns an article or a fact check that somebody pasted into a suggested graph: claims, sources,
// what is taken from what, and the verdict, each with the words that say so and their place. It works by patterns of
// attribution ("according to", "X said", "laut", "selon"), in English, German and some French, without a model and
// without I/O; so it misses much that a person sees, and what it suggests is for a person to confirm. How much it
// misses is measured against texts annotated by hand (testdata/quality.golden).
//
// What the patterns take for granted:
//
//   - A fact check reviews its main claim and is no source of it. Any other text is a source itself: it supports what
//     it says, and whomever it names it takes from, within that claim. So ten officials quoted by one article are one
//     supporter with ten upstream sources, never ten supporters.
//   - One identifiable person or body is NAMED; people known by what they are ("Western officials", "Polizei") are a
//     CATEGORY; "reports indicate", "some estimates" and officials who will not be named are UNNAMED.
//   - Titles listed under "Sources" are cited by the review, support nothing, and are equated with no other source.
//   - A claim that a text denies or finds false has no parts here: whether something else that it says speaks for or
//     against the claim is for a person.
//   - The outlet that published the text is the text: "told the Gazette" in the Gazette names nobody else. Where no
//     byline or dateline says which outlet that is, it is the one that people told on several lines and that nothing is
//     taken from.
//   - "He", "they", "the company", "one of them" and "police" are those whom the text spoke of last. Police of one town
//     are one; two forces are never one.
//   - A heading, a question of the text itself, a dateline and a label say nothing.
//   - No grade is given to anybody, whatever the text says of reputation.
package attribution
