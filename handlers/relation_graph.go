package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// relationGraph answers for one kind of focus.
func (s *service) relationGraph(c *gin.Context, kind string) {
	q := queryOf(c)
	o := graph.RelationGraphOptions{
		Depth: q.integer("depth", 1, 1, 3), Kinds: q.list("kinds", graph.EdgeKinds...), MinStrength: q.fraction("minStrength"),
		Limit: q.integer("limit", graph.DefaultRelationGraphLimit, 1, graph.MaxRelationGraphLimit), AsOf: q.date("asOf"), Ended: q.flag("ended"),
	}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	answer, err := s.graph.RelationGraph(c.Request.Context(), viewer(c), kind, pathValue(c, "id"), o)
	s.answer(c, http.StatusOK, answer, err)
}

// accountRelationGraph is GET /accounts/{id}/relation-graph.
//
//	@Summary		Who and what stands around an account
//	@Description	The nodes within the depth, nearest first, then by their strongest tie to the distance before, then by id; and every edge among them. Relations are followed in both directions. Positions are folded in: people work at accounts and report to people.
//	@Tags			relation graph
//	@ID				accountRelationGraph
//	@Produce		json
//	@Param			id			path		string	true	"Account"
//	@Param			depth		query		int		false	"How far from the focus, in edges"	minimum(1)	maximum(3)	default(1)
//	@Param			kinds		query		string	false	"Kinds of edges with commas between them, of knows, worksAt, reportsTo, influences, relatedTo, subsidiaryOf, involvedIn; default all"
//	@Param			minStrength	query		number	false	"The least strength of a tie; with it, ties without strength are left out too"	minimum(0)	maximum(1)
//	@Param			limit		query		int		false	"How many nodes at most"	minimum(1)	maximum(5000)	default(500)
//	@Param			asOf		query		string	false	"The day asked about; default today"	format(date)
//	@Param			ended		query		bool	false	"With relations that had ended by then"
//	@Success		200			{object}	graph.RelationGraph
//	@Failure		400			{object}	Problem
//	@Failure		404			{object}	Problem
//	@Router			/accounts/{id}/relation-graph [get]
func (s *service) accountRelationGraph(c *gin.Context) { s.relationGraph(c, "account") }

// contactRelationGraph is GET /contacts/{id}/relation-graph.
//
//	@Summary		Who and what stands around a contact
//	@Description	The nodes within the depth, nearest first, then by their strongest tie to the distance before, then by id; and every edge among them. Relations are followed in both directions. Positions are folded in: people work at accounts and report to people.
//	@Tags			relation graph
//	@ID				contactRelationGraph
//	@Produce		json
//	@Param			id			path		string	true	"Contact"
//	@Param			depth		query		int		false	"How far from the focus, in edges"	minimum(1)	maximum(3)	default(1)
//	@Param			kinds		query		string	false	"Kinds of edges with commas between them, of knows, worksAt, reportsTo, influences, relatedTo, subsidiaryOf, involvedIn; default all"
//	@Param			minStrength	query		number	false	"The least strength of a tie; with it, ties without strength are left out too"	minimum(0)	maximum(1)
//	@Param			limit		query		int		false	"How many nodes at most"	minimum(1)	maximum(5000)	default(500)
//	@Param			asOf		query		string	false	"The day asked about; default today"	format(date)
//	@Param			ended		query		bool	false	"With relations that had ended by then"
//	@Success		200			{object}	graph.RelationGraph
//	@Failure		400			{object}	Problem
//	@Failure		404			{object}	Problem
//	@Router			/contacts/{id}/relation-graph [get]
func (s *service) contactRelationGraph(c *gin.Context) { s.relationGraph(c, "contact") }

// userRelationGraph is GET /users/{id}/relation-graph.
//
//	@Summary		Who and what stands around a user
//	@Description	The nodes within the depth, nearest first, then by their strongest tie to the distance before, then by id; and every edge among them. Relations are followed in both directions. Positions are folded in: people work at accounts and report to people.
//	@Tags			relation graph
//	@ID				userRelationGraph
//	@Produce		json
//	@Param			id			path		string	true	"User"
//	@Param			depth		query		int		false	"How far from the focus, in edges"	minimum(1)	maximum(3)	default(1)
//	@Param			kinds		query		string	false	"Kinds of edges with commas between them, of knows, worksAt, reportsTo, influences, relatedTo, subsidiaryOf, involvedIn; default all"
//	@Param			minStrength	query		number	false	"The least strength of a tie; with it, ties without strength are left out too"	minimum(0)	maximum(1)
//	@Param			limit		query		int		false	"How many nodes at most"	minimum(1)	maximum(5000)	default(500)
//	@Param			asOf		query		string	false	"The day asked about; default today"	format(date)
//	@Param			ended		query		bool	false	"With relations that had ended by then"
//	@Success		200			{object}	graph.RelationGraph
//	@Failure		400			{object}	Problem
//	@Failure		404			{object}	Problem
//	@Router			/users/{id}/relation-graph [get]
func (s *service) userRelationGraph(c *gin.Context) { s.relationGraph(c, "user") }
