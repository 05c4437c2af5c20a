"""Numbers, quantities, dates and names as values that can agree or conflict."""
