struct pair { double x, y; int count; };
