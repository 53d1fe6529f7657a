/** Calendars that other programs subscribe to. */
export { calendarOf, type CalendarEvent } from './ical.ts'
