package record

import (
	"reflect"
	"slices"
	"strings"

	"gorm.io/gorm/schema"
)

// The numeric columns of Counts, by the "of" tags of its fields: what one row of the count
// is, an appeal, an explanation of work or a redirect.
var (
	appealColumns = columnsOf("appeal")
	workColumns   = columnsOf("work")
	countColumns  = slices.Concat(appealColumns, workColumns, columnsOf("redirect"))
)

// columnsOf returns the columns of the fields of Counts with an "of" tag.
func columnsOf(what string) (columns []string) {
	for _, field := range reflect.VisibleFields(reflect.TypeFor[Counts]()) {
		if field.Tag.Get("of") == what {
			columns = append(columns, schema.NamingStrategy{}.ColumnName("", field.Name))
		}
	}
	return columns
}

// each repeats form for each column, with @ replaced by the column.
func each(columns []string, form string) string {
	list := make([]string, len(columns))
	for i, column := range columns {
		list[i] = strings.ReplaceAll(form, "@", column)
	}
	return strings.Join(list, ", ")
}

// Plus returns the sums of both counts, and Days of both merged.
func (c Counts) Plus(o Counts) Counts {
	sum, other := reflect.ValueOf(&c).Elem(), reflect.ValueOf(o)
	for i := range sum.NumField() {
		if sum.Field(i).CanInt() {
			sum.Field(i).SetInt(sum.Field(i).Int() + other.Field(i).Int())
		}
	}
	c.Days = slices.Concat(c.Days, o.Days)
	slices.Sort(c.Days)
	return c
}
