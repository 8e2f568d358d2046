extension String {
    /// The longest beginning that fits into a number of UTF-8 bytes.
    ///
    /// Cuts between Unicode scalars, because one character can be longer than a file's name.
    package func beginning(bytes: Int) -> String {
        var scalars = unicodeScalars
        var count = utf8.count
        while count > bytes, let last = scalars.popLast() { count -= UTF8.width(last) }
        return String(scalars)
    }
}
