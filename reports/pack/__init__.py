"""The pack for an application to Skolverket: checklist, summary, originals and a copy to print, one level at a time."""
