package models

import (
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jauap/models/text"
)

// searchVectorSQL makes the search column of an appeal from two texts: the terms
// of searchTerms, which are our own Kazakh stems, and the words as written, for
// PostgreSQL's Russian dictionary.
const SearchVectorSQL = `to_tsvector('simple', ?) || to_tsvector('russian', ?)`

// searchVector is the search column as an argument of a statement.
func searchVector(title, body string) clause.Expr {
	return gorm.Expr(SearchVectorSQL, SearchTerms(title, body), title+" "+body)
}

// searchTerms are the words an appeal is found by, in the form text.Terms gives to a query too.
func SearchTerms(title, body string) string {
	return strings.Join(text.Terms(title+" "+body), " ")
}
