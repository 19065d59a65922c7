package handlers

import (
	"cmp"
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
	"kith/problem"
)

// advocatePaths answers who can introduce us to a contact.
//
//	@Summary		Advocate paths to a contact
//	@Description	For each introducer (the person next to the contact) the best path from any of the asked-for sources that passes through that introducer last, does not pass through the contact earlier and keeps to the hop limit. A score is the product of the ties' strengths, compared rounded to nine significant digits; then fewer hops come first, then the people's ids from the source on. A source that knows the contact is a path of one hop and its own introducer. Ties count that are in force today, not muted, and have a strength; users who have left are neither source nor hop. The result is exact. No path is an empty list; `nearest` then names the people closest to the contact whom we know.
//	@Tags			questions
//	@ID				advocatePaths
//	@Produce		json
//	@Param			id				path		string	true	"Contact"
//	@Param			from			query		string	false	"anyone (all our active users), me (the signed-in user), or the id of a user, a contact or a unit (its members and those of the units below)"	default(anyone)
//	@Param			maxHops			query		int		false	"Ties on a path, at most"									minimum(1)	maximum(4)	default(3)
//	@Param			limit			query		int		false	"Introducers, at most"										minimum(1)	maximum(2000)	default(5)
//	@Param			minStrength		query		number	false	"The least strength of each tie"							minimum(0)	maximum(1)
//	@Param			opportunityId	query		string	false	"Deal whose enemies and blockers are left out"
//	@Param			without			query		string	false	"Ids of people to leave out, with commas between them; unknown ones are ignored"
//	@Param			allowConflict	query		bool	false	"Whether two of whom one influences the other by conflict or negatively introduce each other all the same"	default(false)
//	@Success		200				{object}	graph.AdvocatePaths
//	@Failure		400,404,422,503,504	{object}	Problem
//	@Router			/contacts/{id}/advocate-paths [get]
func (s *service) advocatePaths(c *gin.Context) {
	q := queryOf(c)
	o := advocateOptions(q)
	o.Limit, o.OpportunityID = q.integer("limit", 5, 1, 2000), q.text("opportunityId")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	paths, err := s.graph.AdvocatePaths(c.Request.Context(), viewer(c), pathValue(c, "id"), o)
	s.answer(c, http.StatusOK, paths, err)
}

// advocateOptions are the parameters that all questions on advocate paths have.
func advocateOptions(q *query) graph.AdvocatePathsOptions {
	o := graph.AdvocatePathsOptions{
		From: q.text("from"), MaxHops: q.integer("maxHops", 3, 1, 4), Without: q.list("without"), AllowConflict: q.flag("allowConflict"),
	}
	if o.From == "" {
		o.From = anyone
	}
	if least := q.fraction("minStrength"); least != nil {
		o.MinStrength = *least
	}
	return o
}

const anyone = "anyone"

// introducers answers the best way in to each member of a buying centre.
//
//	@Summary		The best way in to each member of a buying centre
//	@Description	One path for each member, as advocate paths rank them, or null where there is none. People who are an enemy or a blocker in the deal never introduce.
//	@Tags			questions
//	@ID				introducers
//	@Produce		json
//	@Param			id				path		string	true	"Opportunity"
//	@Param			from			query		string	false	"anyone (all our active users), me (the signed-in user), or the id of a user, a contact or a unit (its members and those of the units below)"	default(anyone)
//	@Param			maxHops			query		int		false	"Ties on a path, at most"		minimum(1)	maximum(4)	default(3)
//	@Param			minStrength		query		number	false	"The least strength of each tie"	minimum(0)	maximum(1)
//	@Param			without			query		string	false	"Ids of people to leave out, with commas between them; unknown ones are ignored"
//	@Param			allowConflict	query		bool	false	"Whether two of whom one influences the other by conflict or negatively introduce each other all the same"	default(false)
//	@Success		200				{object}	graph.Introducers
//	@Failure		400,404,422,503,504	{object}	Problem
//	@Router			/opportunities/{id}/introducers [get]
func (s *service) introducers(c *gin.Context) {
	q := queryOf(c)
	o := advocateOptions(q)
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	introducers, err := s.graph.Introducers(c.Request.Context(), viewer(c), pathValue(c, "id"), o)
	s.answer(c, http.StatusOK, introducers, err)
}

// AdvocatePathsBatch asks for advocate paths to several contacts.
type AdvocatePathsBatch struct {
	Targets       []string `json:"targets"` // contacts, at most 500
	From          string   `json:"from" default:"anyone"`
	MaxHops       *int     `json:"maxHops" minimum:"1" maximum:"4" default:"3"`
	Limit         *int     `json:"limit" minimum:"1" maximum:"50" default:"1"` // introducers of each
	MinStrength   float64  `json:"minStrength" minimum:"0" maximum:"1"`
	OpportunityID string   `json:"opportunityId"`
	Without       []string `json:"without"`
	AllowConflict bool     `json:"allowConflict"`
}

// AdvocatePathsItem is the answer for one of the targets.
type AdvocatePathsItem struct {
	TargetID string        `json:"targetId"`
	Target   *graph.Person `json:"target"` // null: there is no such contact
	Paths    []graph.Path  `json:"paths"`
	Problem  *Problem      `json:"problem"`
}

// AdvocatePathsAnswers are the answers in the order of the targets.
type AdvocatePathsAnswers struct {
	Items []AdvocatePathsItem `json:"items"`
}

const (
	mostTargets      = 500
	mostPathsOfBatch = 50
)

// advocatePathsBatch answers who can introduce us to each of several contacts.
//
//	@Summary		Advocate paths to several contacts
//	@Description	For up to 500 contacts at once what advocate-paths answers for one, by default the best path of each. A target that is not there has a problem; the others are answered.
//	@Tags			questions
//	@ID				advocatePathsBatch
//	@Accept			json
//	@Produce		json
//	@Param			body	body		AdvocatePathsBatch	true	"Whom to reach, from where"
//	@Success		200		{object}	AdvocatePathsAnswers
//	@Failure		400,404,422,503,504	{object}	Problem
//	@Router			/advocate-paths:batch [post]
func (s *service) advocatePathsBatch(c *gin.Context) {
	var b AdvocatePathsBatch
	err := firstError(queryOf(c).end(), body(c, &b))
	if err == nil {
		err = b.check()
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	o := graph.AdvocatePathsOptions{
		From: cmp.Or(b.From, anyone), MaxHops: 3, Limit: 1, MinStrength: b.MinStrength, OpportunityID: b.OpportunityID, Without: b.Without, AllowConflict: b.AllowConflict,
	}
	if b.MaxHops != nil {
		o.MaxHops = *b.MaxHops
	}
	if b.Limit != nil {
		o.Limit = *b.Limit
	}
	found, err := s.graph.AdvocatePathsToEach(c.Request.Context(), viewer(c), b.Targets, o)
	answer := AdvocatePathsAnswers{Items: make([]AdvocatePathsItem, len(found))}
	for i, paths := range found {
		item := AdvocatePathsItem{TargetID: b.Targets[i], Paths: paths.Paths}
		if paths.Target.Kind == "contact" {
			item.Target = &found[i].Target
		} else {
			missing := s.document(c, problem.NotFound("contact", b.Targets[i]))
			item.Problem, item.Paths = &missing, []graph.Path{}
		}
		answer.Items[i] = item
	}
	s.answer(c, http.StatusOK, answer, err)
}

func (b AdvocatePathsBatch) check() error {
	switch {
	case b.Targets == nil:
		return problem.Field("/targets", "is required")
	case len(b.Targets) > mostTargets:
		return problem.Field("/targets", "has more than %d contacts", mostTargets)
	case b.MaxHops != nil && (*b.MaxHops < 1 || *b.MaxHops > 4):
		return problem.Field("/maxHops", "is not a whole number from 1 to 4")
	case b.Limit != nil && (*b.Limit < 1 || *b.Limit > mostPathsOfBatch):
		return problem.Field("/limit", "is not a whole number from 1 to %d", mostPathsOfBatch)
	case !(b.MinStrength >= 0 && b.MinStrength <= 1):
		return problem.Field("/minStrength", "is not a number from 0 to 1")
	}
	return nil
}
