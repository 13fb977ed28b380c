"""What a school provider says about itself: settings, the record of processing, and what people report back."""
