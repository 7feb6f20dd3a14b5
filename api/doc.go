// Package api serves Signpost over HTTP: the JSON API under /api/v1, the
// panel's pages, and what operators watch. It is the only package that knows
// gin.
//
// A handler decodes strictly, calls one service method and renders. Everything
// that holds for all answers of the server (security headers, request ids, body
// limits, timeouts, logging, counting, problems) is done once, around them.
package api
