// Package stakes finds in a text who may gain from what is said in it: whom the text calls a party, state-run, funded
// by somebody, a former employee, an owner, or says to stand to gain.
//
// It looks for the words beside a name, in the voice of the text itself: "X, a party to the dispute," or "the state-run
// broadcaster X". What is quoted, doubted or denied says nothing, nor do words that could be of another name. So it
// finds few, and those that it finds are for a person to confirm: that somebody would gain if what they say is believed
// is inferred, and only a person can say that they speak against their interest.
package stakes
