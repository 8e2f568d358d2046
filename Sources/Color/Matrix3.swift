/// A 3×3 matrix for colours, stored as columns.
struct Matrix3: Hashable, Sendable {
    var columns: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>) { (first, second, third) }

    private let first: SIMD3<Double>
    private let second: SIMD3<Double>
    private let third: SIMD3<Double>

    init(columns first: SIMD3<Double>, _ second: SIMD3<Double>, _ third: SIMD3<Double>) {
        self.first = first
        self.second = second
        self.third = third
    }

    init(rows first: SIMD3<Double>, _ second: SIMD3<Double>, _ third: SIMD3<Double>) {
        self.init(
            columns: SIMD3(first.x, second.x, third.x), SIMD3(first.y, second.y, third.y),
            SIMD3(first.z, second.z, third.z))
    }

    init(diagonal: SIMD3<Double>) {
        self.init(
            columns: SIMD3(diagonal.x, 0, 0), SIMD3(0, diagonal.y, 0), SIMD3(0, 0, diagonal.z))
    }

    static func * (matrix: Matrix3, vector: SIMD3<Double>) -> SIMD3<Double> {
        matrix.first * vector.x + matrix.second * vector.y + matrix.third * vector.z
    }

    static func * (left: Matrix3, right: Matrix3) -> Matrix3 {
        Matrix3(columns: left * right.first, left * right.second, left * right.third)
    }

    /// The inverse.
    ///
    /// - Precondition: the columns do not lie in one plane; the columns of primaries never do.
    var inverse: Matrix3 {
        let rows = (cross(second, third), cross(third, first), cross(first, second))
        let determinant = (first * rows.0).sum()
        precondition(determinant != 0, "the matrix has no inverse")
        return Matrix3(rows: rows.0 / determinant, rows.1 / determinant, rows.2 / determinant)
    }

    private func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
    }
}
