package handlers

type gateway struct{}
