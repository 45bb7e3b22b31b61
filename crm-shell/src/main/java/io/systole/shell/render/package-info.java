/**
 * Turns the live view into what people and programs read. Everything here is a function of values: the view, what is to
 * be shown, and the time. An {@link io.systole.shell.render.Outline} is the one form behind plain text, colour and HTML.
 */
package io.systole.shell.render;
