//! The values of a row, whichever database it comes from.

use super::{As, Column};
use sqlx::{ColumnIndex, Decode, Row, Type};

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Nothing,
    Number(i64),
    Text(String),
    Flag(bool),
}

/// The values of these columns, in their order.
pub(super) fn of<'r, R>(row: &'r R, columns: &[Column]) -> Result<Vec<Value>, sqlx::Error>
where
    R: Row,
    usize: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    bool: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
{
    let one = |(n, column): (usize, &Column)| {
        let value = match column.kind {
            As::Number | As::Time => row.try_get::<Option<i64>, _>(n)?.map(Value::Number),
            As::Flag => row.try_get::<Option<bool>, _>(n)?.map(Value::Flag),
            As::Text | As::Json => row.try_get::<Option<String>, _>(n)?.map(Value::Text),
        };
        Ok(value.unwrap_or(Value::Nothing))
    };
    columns.iter().enumerate().map(one).collect()
}
