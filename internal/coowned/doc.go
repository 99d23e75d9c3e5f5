// Package coowned suggests who owns outlets whose owner is not known, by how the outlets are named. A suggestion
// links nothing and moves no figure: names prove nothing, and a person who finds out records the owner.
package coowned
