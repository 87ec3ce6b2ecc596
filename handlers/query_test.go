package handlers_test

import (
	"net/http"
	"testing"
)

// TestWrongParameters: all lists answer an invalid parameter with status 400 and the page, with
// a notice that has the label of the field.
func TestWrongParameters(t *testing.T) {
	o := newOffice(t)
	moderator, admin := o.official("moderator", 0), o.official("admin", 0)
	for _, test := range []struct {
		as      *visitor
		address string
		field   string
	}{
		{o.visitor(), "/en/appeals?status=x", "Status"},
		{o.visitor(), "/en/appeals?after=x", "Page of the list"},
		{o.visitor(), "/en/appeals?place=000000000", "Place"},
		{o.visitor(), "/en/works?stage=x", "Stage"},
		{o.visitor(), "/en/works?place=x", "Place"},
		{o.visitor(), "/en/works?after=x", "Page of the list"},
		{o.visitor(), "/en/promises?view=x", "View"},
		{o.visitor(), "/en/promises?place=x", "Place"},
		{o.visitor(), "/en/gap?place=x", "Place"},
		{o.visitor(), "/en/record?figure=x", "Figure"},
		{o.visitor(), "/en/bodies?level=9", "Level"},
		{o.visitor(), "/en/bodies?category=x", "Category"},
		{o.visitor(), "/en/moderation-log?before=x", "Page of the list"},
		{o.resident, "/en/my/appeals?after=x", "Page of the list"},
		{o.resident, "/en/inbox?after=x", "Page of the list"},
		{o.executor, "/en/desk?view=x", "View"},
		{o.executor, "/en/desk/works?after=x", "Page of the list"},
		{moderator, "/en/moderation?after=x", "Page of the list"},
		{admin, "/en/admin/audit?after=x", "Page of the list"},
		{admin, "/en/admin/calendar?year=x", "Year"},
	} {
		t.Run(test.address, func(t *testing.T) {
			test.as.get(test.address).wants(http.StatusBadRequest).has("h1", "").has("main", test.field+".").has("meta[name=robots]", "")
		})
	}
}

// TestWrongParametersOfFiles: CSV files, which cannot show a notice, give a plain 400.
func TestWrongParametersOfFiles(t *testing.T) {
	o := newOffice(t)
	for _, address := range []string{"/en/bodies.csv?level=9", "/en/gap/table.csv?place=x"} {
		o.visitor().get(address).wants(http.StatusBadRequest)
	}
}
