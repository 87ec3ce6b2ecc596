package models

import (
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jauap/models/text"
)

// searchVectorSQL computes the search column of an appeal from two texts: the terms of searchTerms,
// which have our own Kazakh stems, and the words as written, for the Russian dictionary of
// PostgreSQL.
const SearchVectorSQL = `to_tsvector('simple', ?) || to_tsvector('russian', ?)`

// searchVector returns the search column as an argument of a statement.
func searchVector(title, body string) clause.Expr {
	return gorm.Expr(SearchVectorSQL, SearchTerms(title, body), title+" "+body)
}

// searchTerms returns the terms by which an appeal is found, in the form that text.Terms gives to a
// query too.
func SearchTerms(title, body string) string {
	return strings.Join(text.Terms(title+" "+body), " ")
}
