extension String {
    /// As many of its first Unicode scalars as have room in so many bytes of UTF-8.
    ///
    /// By scalars, since one character may be longer than a file's name can be.
    package func beginning(bytes: Int) -> String {
        var scalars = unicodeScalars
        var count = utf8.count
        while count > bytes, let last = scalars.popLast() { count -= UTF8.width(last) }
        return String(scalars)
    }
}
