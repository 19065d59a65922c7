package handlers

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"kith/graph"
	"kith/ingest"
)

// everything answers all that is held on a contact.
//
//	@Summary		All that is held on a person
//	@Description	To be handed to the person (GDPR, articles 15 and 20): the contact, all its relations with what they say, interactions, requests for introductions, and what was done to all of it. Needs the permission export or administer; the audit says who asked. Our users are named, but where their tie with the person is private; other contacts are not. As `zip` it is the same document, and a CSV for each of its lists.
//	@Tags			contacts
//	@ID				contactEverything
//	@Produce		json
//	@Produce		application/zip
//	@Param			id		path		string	true	"The contact"
//	@Param			format	query		string	false	"One document, or files"	Enums(json, zip)	default(json)
//	@Success		200		{object}	graph.Everything
//	@Failure		400,403,404,503,504	{object}	Problem
//	@Router			/contacts/{id}/everything [get]
func (s *service) everything(c *gin.Context) {
	q := queryOf(c)
	format := q.choice("format", "json", "zip")
	err := q.end()
	var all graph.Everything
	if err == nil {
		all, err = s.graph.Everything(c.Request.Context(), viewer(c), pathValue(c, "id"))
	}
	if err != nil || format == "json" {
		s.answer(c, http.StatusOK, all, err)
		return
	}
	c.Header("Content-Type", "application/zip")
	c.Header("Content-Disposition", `attachment; filename="`+all.Contact.ID+`.zip"`)
	c.Status(http.StatusOK)
	if err := writeFiles(c.Writer, all); err != nil {
		s.log.Warn("answer not written", "requestId", c.GetString(requestIDHeader), "route", c.FullPath(), "error", err)
	}
}

// writeFiles packs a document, and a CSV for each list in it.
func writeFiles(w io.Writer, document any) error {
	files := zip.NewWriter(w)
	text, err := json.MarshalIndent(document, "", "  ")
	if err != nil {
		return err
	}
	whole, err := files.Create("everything.json")
	if err != nil {
		return err
	}
	if _, err := whole.Write(text); err != nil {
		return err
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		var rows []map[string]any
		switch {
		case members[name][0] == '{':
			rows = make([]map[string]any, 1)
			err = json.Unmarshal(members[name], &rows[0])
		case json.Unmarshal(members[name], &rows) != nil:
			continue // a value by itself stands in the document
		}
		if err != nil {
			return err
		}
		file, err := files.Create(name + ".csv")
		if err != nil {
			return err
		}
		if err := writeTable(file, rows); err != nil {
			return err
		}
	}
	return files.Close()
}

// writeTable writes objects as a CSV for a spreadsheet, with a column for each member and each member of a member.
func writeTable(w io.Writer, rows []map[string]any) error {
	columns := map[string]bool{}
	table := make([]map[string]string, len(rows))
	for i, row := range rows {
		table[i] = map[string]string{}
		var add func(name string, value any)
		add = func(name string, value any) {
			switch v := value.(type) {
			case nil:
				columns[name] = columns[name] || !strings.Contains(name, ".")
			case map[string]any:
				for member, value := range v {
					add(strings.TrimPrefix(name+"."+member, "."), value)
				}
			case []any:
				text, _ := json.Marshal(v) // of values that were JSON
				table[i][name], columns[name] = string(text), true
			default:
				table[i][name], columns[name] = fmt.Sprint(v), true
			}
		}
		add("", row)
	}
	maps.DeleteFunc(columns, func(_ string, is bool) bool { return !is })
	header := slices.Sorted(maps.Keys(columns))
	csv, err := ingest.NewWriter(w, header)
	if err != nil {
		return err
	}
	for _, row := range table {
		cells := make([]string, len(header))
		for i, name := range header {
			cells[i] = ingest.Neutralise(row[name])
		}
		if err := csv.Write(cells...); err != nil {
			return err
		}
	}
	return csv.Flush()
}

// erase takes a person out of all that is kept.
//
//	@Summary		Erase a person
//	@Description	Needs the permission administer, and of a token the scope admin. The contact, in the bin too, with what was merged into it, ties, relations, interactions (of one in which several others took part, its part in it), requests for introductions, and the values in the audit are gone at once and for good; rows of earlier imports that were rejected and name the person as well. What the person was known by (e-mail addresses that nobody else has, external ids, the LinkedIn profile) goes on a suppression list, as hashes under a key: no import, batch or request brings the person back. That somebody was erased, by whom and when, stays in the audit. 409 for one who was merged into another: erase that one.
//	@Tags			contacts
//	@ID				eraseContact
//	@Produce		json
//	@Param			id	path		string	true	"The contact"
//	@Success		200	{object}	graph.Erasure
//	@Failure		400,403,404,409,503	{object}	Problem
//	@Router			/contacts/{id}/erase [post]
func (s *service) erase(c *gin.Context) {
	err := firstError(queryOf(c).end(), noBody(c))
	var done graph.Erasure
	if err == nil {
		done, err = s.graph.Erase(c.Request.Context(), viewer(c), pathValue(c, "id"))
	}
	if err == nil && s.imports != nil {
		err = s.imports.Forget(c.Request.Context())
	}
	s.answer(c, http.StatusOK, done, err)
}
